import { UsageError } from '@hyperstudy-workflows/core';
import { type Clock, systemClock } from './clock.ts';

/** How a sandbox is set up. Every option may be left out. */
export interface SandboxOptions {
  /** Port of the API; 0 is any free one. Default 0. The storage side takes any free port. */
  port?: number;
  /** Address to listen on. Default 127.0.0.1. */
  host?: string;
  /** The study is a function of it. Default 1. */
  seed?: number;
  /** Rooms of the main experiment, from 1. Default 6. */
  rooms?: number;
  /** Event rows of the main experiment in all. Default: as many as its story has. */
  events?: number;
  /** Continuous ratings of the main experiment in all. Default: one per 250 ms and participant. */
  ratings?: number;
  /** Gaze samples of the main experiment in all. Default: one per second and participant. */
  gaze?: number;
  /** Recordings of the main experiment in all. Default: video and audio of each participant. */
  recordings?: number;
  /** Bytes of each recording. Default: a few thousand. Below that, the bytes no longer play. */
  recordingBytes?: number;
  /** Most rows on a page; a greater limit is cut to it. Default 1000. */
  pageLimit?: number;
  /** ms before each answer of the API. Default 0. */
  latency?: number;
  /** ms until a minted URL stops working. Default 900,000. */
  urlExpiry?: number;
  /** Where the time comes from. Default: the system. */
  clock?: Clock;
}

export type ResolvedOptions = Required<
  Omit<SandboxOptions, 'events' | 'ratings' | 'gaze' | 'recordings' | 'recordingBytes'>
> &
  Pick<SandboxOptions, 'events' | 'ratings' | 'gaze' | 'recordings' | 'recordingBytes'>;

/** Least values; all are whole numbers. */
const least = {
  port: 0,
  seed: 0,
  rooms: 1,
  events: 0,
  ratings: 0,
  gaze: 0,
  recordings: 0,
  recordingBytes: 1,
  pageLimit: 1,
  latency: 0,
  urlExpiry: 1,
} as const satisfies Partial<Record<keyof SandboxOptions, number>>;

/**
 * Fills in defaults.
 * @throws {UsageError} for a value that is none, or an option that doesn't exist.
 */
export function resolveOptions(options: SandboxOptions): ResolvedOptions {
  for (const [name, minimum] of Object.entries(least)) {
    const value = options[name as keyof typeof least];
    if (value !== undefined && (!Number.isSafeInteger(value) || value < minimum)) {
      throw new UsageError(
        `The sandbox option ${name} must be a whole number from ${minimum} on, not ${value}.`,
      );
    }
  }
  if ((options.port ?? 0) > 65_535) throw new UsageError(`There is no port ${options.port}.`);
  return {
    ...options,
    port: options.port ?? 0,
    host: options.host ?? '127.0.0.1',
    seed: options.seed ?? 1,
    rooms: options.rooms ?? 6,
    pageLimit: options.pageLimit ?? 1000,
    latency: options.latency ?? 0,
    urlExpiry: options.urlExpiry ?? 900_000,
    clock: options.clock ?? systemClock,
  };
}
