import {
  type DataTypeName,
  isoTime,
  parseDataTypes,
  type Scope,
  UsageError,
} from '@hyperstudy-workflows/core';
import { folderOf } from '../common/folder.ts';
import type { Host, Message, TypedValue } from '../common/host.ts';
import { overridesOf } from '../common/overrides.ts';
import { readScope, type ScopeConfig } from '../common/scope.ts';

/** What an export node saves. */
export interface ExportConfig extends ScopeConfig {
  readonly version?: number;
  readonly directory: string;
  readonly directoryType: string;
  /** Data types; none for all that exist. */
  readonly types?: readonly string[];
  readonly recordings?: string;
  readonly recordingType?: string;
  readonly deployment?: string;
  readonly deploymentType?: string;
  readonly start?: string;
  readonly startType?: string;
  readonly end?: string;
  readonly endType?: string;
}

export interface ExportSettings {
  readonly scope: Scope;
  readonly out: string;
  readonly types: readonly DataTypeName[] | 'all';
  readonly recordings: 'none' | 'metadata' | 'download';
  readonly recordingType: 'audio' | 'video' | undefined;
  readonly deployment: string | undefined;
  readonly start: string | undefined;
  readonly end: string | undefined;
}

/** Settings that a message may bring. */
export const exportOverrides = [
  'scope',
  'directory',
  'types',
  'recordings',
  'recordingType',
  'deployment',
  'start',
  'end',
] as const;

/** @throws {UsageError} for a setting that can't work. */
export async function exportSettings(
  config: ExportConfig,
  host: Host,
  message: Message,
  workingDirectory: string | undefined,
): Promise<ExportSettings> {
  const own = overridesOf(message, exportOverrides);
  const typed = async (override: unknown, value = '', type = 'str'): Promise<unknown> =>
    override ??
    (value === '' && type === 'str'
      ? undefined
      : await host.resolve({ value, type } satisfies TypedValue, message));
  const folder = await typed(own.directory, config.directory, config.directoryType);
  return {
    scope: await readScope(config, own.scope, host, message),
    out: folderOf(folder, workingDirectory),
    types: typesOf(own.types ?? config.types),
    recordings:
      oneOf(own.recordings ?? config.recordings, ['none', 'metadata', 'download'], 'recordings') ??
      'metadata',
    recordingType: oneOf(own.recordingType ?? config.recordingType, ['audio', 'video'], 'recordingType'),
    deployment: textOf(await typed(own.deployment, config.deployment, config.deploymentType), 'deployment'),
    start: timeOf(await typed(own.start, config.start, config.startType), 'start'),
    end: timeOf(await typed(own.end, config.end, config.endType), 'end'),
  };
}

function typesOf(value: unknown): readonly DataTypeName[] | 'all' {
  const words: unknown[] = Array.isArray(value) ? value : String(value ?? '').split(',');
  const names = words.map((word) => String(word).trim()).filter((word) => word !== '');
  if (names.length === 0 || names.includes('all')) return 'all';
  return [...new Set(names.flatMap(parseDataTypes))];
}

function oneOf<T extends string>(value: unknown, known: readonly T[], name: string): T | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const found = known.find((word) => word === value);
  if (found !== undefined) return found;
  throw new UsageError(`${name} can't be ${JSON.stringify(value)}.`, {
    hint: `It is one of ${known.join(', ')}.`,
  });
}

function textOf(value: unknown, name: string): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw new UsageError(`${name} is no text.`);
}

const timeOf = (value: unknown, name: string): string | undefined =>
  value === undefined || value === null || value === ''
    ? undefined
    : isoTime(typeof value === 'number' ? new Date(value) : value, name);
