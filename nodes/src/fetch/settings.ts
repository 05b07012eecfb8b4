import {
  type DataTypeName,
  dataType,
  type FilterValues,
  parseDataType,
  type Scope,
  UsageError,
} from '@hyperstudy-workflows/core';
import { type FilterConfig, readFilters } from '../common/filters.ts';
import type { Host, Message } from '../common/host.ts';
import { overridesOf } from '../common/overrides.ts';
import { readScope, type ScopeConfig } from '../common/scope.ts';
import { type Output, outputs } from './arrange.ts';

/** What a fetch node saves. */
export interface FetchConfig extends ScopeConfig {
  readonly version?: number;
  readonly dataType: string;
  readonly filters?: FilterConfig;
  readonly output: Output;
  /** Most records; empty for all. */
  readonly limit?: string | number;
  /** free, or ack: the next message only after msg.hyperstudy.command = next. */
  readonly pace?: 'free' | 'ack';
}

/** What one run fetches. */
export interface FetchSettings {
  readonly dataType: DataTypeName;
  readonly scope: Scope;
  readonly filters: FilterValues;
  readonly output: Output;
  readonly limit: number | undefined;
  readonly pageSize: number | undefined;
}

/** Settings that a message may bring. */
export const fetchOverrides = ['dataType', 'scope', 'filters', 'output', 'limit', 'pageSize'] as const;

/** @throws {UsageError} for a setting that can't work. */
export async function fetchSettings(
  config: FetchConfig,
  host: Host,
  message: Message,
): Promise<FetchSettings> {
  const own = overridesOf(message, fetchOverrides);
  const name = parseDataType(String(own.dataType ?? config.dataType));
  return {
    dataType: name,
    scope: await readScope(config, own.scope, host, message),
    filters: await readFilters(config.filters ?? {}, dataType(name).filters, own.filters, host, message),
    output: outputOf(own.output ?? config.output),
    limit: wholeNumber(own.limit ?? config.limit, 'limit'),
    pageSize: wholeNumber(own.pageSize, 'pageSize'),
  };
}

function outputOf(value: unknown): Output {
  const output = outputs.find((known) => known === value);
  if (output !== undefined) return output;
  throw new UsageError(`There is no output ${JSON.stringify(value)}.`, {
    hint: `Outputs: ${outputs.join(', ')}.`,
  });
}

function wholeNumber(value: unknown, name: string): number | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const number = Number(value);
  if (Number.isInteger(number) && number > 0) return number;
  throw new UsageError(`${name} is no whole number from 1: ${JSON.stringify(value)}.`, {
    hint: 'Leave it out for all records.',
  });
}
