import { UsageError } from '@hyperstudy-workflows/core';
import { type EnvelopeSpec, parseEnvelope } from './api/envelope.ts';
import { documentedLimits, type RateLimits } from './api/rate-limit.ts';
import { type Clock, systemClock } from './clock.ts';
import { type FaultSpec, parseFaults } from './faults/fault-plan.ts';
import { type ChangeSpec, parseChanges } from './study/changes.ts';
import type { Live } from './study/entities.ts';
import { firstStart, iso, spacing } from './study/rooms.ts';

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
  /** Limits the rate: true as documented (100 per minute and endpoint, 1000 per hour). Default: no limit. */
  rateLimit?: boolean | Partial<RateLimits>;
  /** What goes wrong, e.g. `seed=7,rate=0.1,kinds=500+reset`. Default: nothing. */
  faults?: string | FaultSpec;
  /** How envelopes differ from the reference, e.g. `flat` or `kinds=no-total+warnings,rate=0.5`. Default: not. */
  envelope?: string | EnvelopeSpec;
  /** Rows that come or double while a list is read, e.g. `inserted=3,late=2,duplicated=1`. Default: none. */
  changes?: string | ChangeSpec;
  /** Rooms open and grow with the clock. Default false. */
  live?: boolean | LiveOptions;
}

/** How a live study grows. */
export interface LiveOptions {
  /** ms between the starts of two rooms. Default 300,000. */
  readonly every?: number;
}

type Sizes = 'events' | 'ratings' | 'gaze' | 'recordings' | 'recordingBytes';

export interface ResolvedOptions
  extends Pick<SandboxOptions, Sizes>,
    Required<Omit<SandboxOptions, Sizes | 'rateLimit' | 'faults' | 'envelope' | 'changes' | 'live'>> {
  readonly rateLimits: RateLimits | null;
  readonly faults: FaultSpec | null;
  readonly envelope: EnvelopeSpec | null;
  readonly changes: ChangeSpec | null;
  readonly live: Live | null;
}

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
 * @throws {UsageError} for a value that can't be, naming the option.
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
  const { events, ratings, gaze, recordings, recordingBytes } = options;
  const clock = options.clock ?? systemClock;
  return {
    ...{ events, ratings, gaze, recordings, recordingBytes },
    port: options.port ?? 0,
    host: options.host ?? '127.0.0.1',
    seed: options.seed ?? 1,
    rooms: options.rooms ?? 6,
    pageLimit: options.pageLimit ?? 1000,
    latency: options.latency ?? 0,
    urlExpiry: options.urlExpiry ?? 900_000,
    clock,
    rateLimits: rateLimitsOf(options.rateLimit ?? false),
    faults: read(options.faults, parseFaults),
    envelope: read(options.envelope, parseEnvelope),
    changes: read(options.changes, parseChanges),
    live: liveOf(options, clock),
  };
}

const read = <T>(option: string | T | undefined, parse: (text: string) => T): T | null =>
  option === undefined ? null : typeof option === 'string' ? parse(option) : option;

function rateLimitsOf(option: boolean | Partial<RateLimits>): RateLimits | null {
  if (option === false) return null;
  const limits = { ...documentedLimits, ...(option === true ? {} : option) };
  for (const [name, limit] of Object.entries(limits)) {
    if (!Number.isSafeInteger(limit) || limit < 1) {
      throw new UsageError(`rateLimit.${name} must be a whole number from 1 on, not ${limit}.`);
    }
  }
  return limits;
}

/** The first live room starts now; what was there before must lie in the past. */
function liveOf({ live = false, rooms = 6 }: SandboxOptions, clock: Clock): Live | null {
  if (live === false) return null;
  const { every = 300_000 } = live === true ? {} : live;
  if (!Number.isSafeInteger(every) || every < 1) {
    throw new UsageError(
      `The sandbox option live.every must be a whole number of ms from 1 on, not ${every}.`,
    );
  }
  const start = clock.now();
  const history = firstStart + rooms * spacing;
  if (start < history) {
    throw new UsageError(`A live sandbox with ${rooms} rooms needs a clock after ${iso(history)}.`, {
      hint: 'Set the clock later, or ask for fewer rooms.',
    });
  }
  return { start, every };
}
