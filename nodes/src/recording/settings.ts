import type { NameRecording } from '@hyperstudy-workflows/core';
import { folderOf } from '../common/folder.ts';
import type { Host, Message } from '../common/host.ts';
import { overridesOf } from '../common/overrides.ts';
import { nameFrom } from './file-name.ts';

/** What a recording node saves. */
export interface RecordingConfig {
  readonly version?: number;
  readonly directory: string;
  readonly directoryType: string;
  /** Name of the files, e.g. {roomId}_{recordingId}; empty for {participantName}_{type}_{recordingId}. */
  readonly fileName?: string;
  /** Messages that are worked on at once. */
  readonly concurrency?: string | number;
  /** Leave files alone that are there and whole. */
  readonly skipExisting?: boolean;
  /** Read existing files again before they are skipped. */
  readonly verify?: boolean;
}

export interface RecordingSettings {
  readonly directory: string;
  readonly name: NameRecording | undefined;
  readonly skipExisting: boolean;
  readonly verify: boolean;
  /** Room of recordings that come as an id. */
  readonly room: string | undefined;
}

/** Settings that a message may bring. */
export const recordingOverrides = ['directory', 'fileName', 'skipExisting', 'verify', 'room'] as const;

/** @throws {UsageError} for a setting that can't work. */
export async function recordingSettings(
  config: RecordingConfig,
  host: Host,
  message: Message,
  workingDirectory: string | undefined,
): Promise<RecordingSettings> {
  const own = overridesOf(message, recordingOverrides);
  const saved = { value: config.directory, type: config.directoryType };
  return {
    directory: folderOf(own.directory ?? (await host.resolve(saved, message)), workingDirectory),
    name: nameFrom(String(own.fileName ?? config.fileName ?? '')),
    skipExisting: Boolean(own.skipExisting ?? config.skipExisting ?? true),
    verify: Boolean(own.verify ?? config.verify ?? false),
    room: own.room === undefined ? undefined : String(own.room),
  };
}

/** Messages at once: a whole number from 1 to 16, 2 where nothing sensible is given. */
export function concurrencyOf(value: string | number | undefined): number {
  const number = Number(value ?? 2);
  return Number.isInteger(number) && number >= 1 ? Math.min(number, 16) : 2;
}
