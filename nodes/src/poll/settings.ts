import {
  type DataTypeName,
  dataType,
  type FilterName,
  type FilterValues,
  parseDataType,
  type Scope,
  UsageError,
} from '@hyperstudy-workflows/core';
import { type FilterConfig, readFilters } from '../common/filters.ts';
import type { Host } from '../common/host.ts';
import { readScope, type ScopeConfig } from '../common/scope.ts';

/** What a poll node saves. */
export interface PollConfig extends ScopeConfig {
  readonly version?: number;
  readonly dataType: string;
  readonly filters?: FilterConfig;
  /** Seconds between two polls. */
  readonly interval: string | number;
  /** What the first poll gives. */
  readonly from: 'now' | 'all' | 'since';
  /** ISO 8601, for `since`. */
  readonly since?: string;
  /** Seconds that a record may reach the server late. */
  readonly lookback: string | number;
  /** Hand a record on again when it changes. */
  readonly content?: boolean;
  readonly output: 'array' | 'records';
  /** ack: the place moves when msg.hyperstudy.command = next comes for each message. */
  readonly pace?: 'free' | 'ack';
  /** Context store for the place; empty for a file below userDir. */
  readonly store?: string;
}

export interface PollSettings {
  readonly dataType: DataTypeName;
  readonly scope: Scope;
  readonly filters: PollFilterValues;
  /** now, all or a time. */
  readonly from: string;
  /** ms */
  readonly lookback: number;
  readonly content: boolean;
}

type PollFilterValues = Omit<FilterValues, 'start' | 'end'>;

/** Filters of a data type, without those that polling sets itself. */
const pollFilters = (name: DataTypeName): FilterName[] =>
  dataType(name).filters.filter((filter) => filter !== 'start' && filter !== 'end');

/** Shortest interval, ms: 1,000 requests an hour are one every 3.6 s. */
const shortest = 5000;

/** @throws {UsageError} for a setting that can't work. */
export async function pollSettings(config: PollConfig, host: Host): Promise<PollSettings> {
  const name = parseDataType(config.dataType);
  return {
    dataType: name,
    scope: await readScope(config, undefined, host, {}),
    filters: await readFilters(config.filters ?? {}, pollFilters(name), undefined, host, {}),
    from: fromOf(config),
    lookback: seconds(config.lookback, 'look back') * 1000,
    content: config.content ?? false,
  };
}

/** ms; what is shorter than the floor, or no number, is raised to it. */
export function intervalOf({ interval }: PollConfig): number {
  const ms = Number(interval) * 1000;
  return Number.isFinite(ms) ? Math.max(shortest, ms) : 30_000;
}

function fromOf({ from, since }: PollConfig): string {
  if (from !== 'since') return from === 'all' ? 'all' : 'now';
  const time = Date.parse(since ?? '');
  if (!Number.isNaN(time)) return new Date(time).toISOString();
  throw new UsageError(`"${since ?? ''}" is no time to start from.`, {
    hint: 'Write ISO 8601, e.g. 2026-03-11T15:04:20Z.',
  });
}

function seconds(value: string | number, what: string): number {
  const number = Number(value);
  if (value !== '' && number >= 0 && Number.isFinite(number)) return number;
  throw new UsageError(`${what} is no number of seconds: ${JSON.stringify(value)}.`);
}
