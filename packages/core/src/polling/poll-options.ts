import type { DataTypeDefinition } from '../data-types/define.ts';
import type { DataTypeName, FiltersOf } from '../data-types/types.ts';
import { isLoopback } from '../environment/loopback.ts';
import { UsageError } from '../errors/usage-error.ts';
import { isoTime } from '../records/parameters.ts';
import { settingNames } from '../records/settings.ts';
import { memoryStore, type StateStore } from './state-store.ts';

/** How to poll. */
export interface PollOptions {
  /** Where to keep how far it came. Default: in memory, which starts over with the next process. */
  store?: StateStore;
  /** From the beginning of one round to that of the next, ms, give or take a tenth. Default 30,000; at least 5,000,
   * except for a server on this machine. */
  interval?: number;
  /**
   * Where to start when there is no state yet: with what comes from now on (by the server's clock, good to two seconds),
   * with all there is, or with records from a time on. Default now.
   */
  from?: 'now' | 'all' | (string & {}) | Date;
  /**
   * How late a record may come in, ms: so much before the latest one is asked for again in each round, and records are
   * told apart by their key there. Default 120,000.
   */
  lookback?: number;
  /**
   * Hand a record on again when its content changes, such as a recording that gets complete. With types that can be
   * filtered by time, only within the lookback. Default false.
   */
  content?: boolean;
  /** One round, then end. Default false. */
  once?: boolean;
  /** Ends the poll. */
  signal?: AbortSignal;
}

/** Filters of a data type, without those that polling sets itself. */
export type PollFilters<T extends DataTypeName> = Omit<FiltersOf<T>, 'start' | 'end'>;

/** Options and filters of a poll. */
export type PollQuery<T extends DataTypeName> = PollOptions & PollFilters<T>;

/** Options with all defaults. */
export interface PollPlan {
  readonly store: StateStore;
  readonly interval: number;
  /** ISO text for a time. */
  readonly from: string;
  readonly lookback: number;
  readonly content: boolean;
  readonly once: boolean;
  readonly signal: AbortSignal | undefined;
  /** Filters, as a query takes them. */
  readonly filters: Readonly<Record<string, unknown>>;
}

const optionNames: Readonly<Record<keyof PollOptions, true>> = {
  store: true,
  interval: true,
  from: true,
  lookback: true,
  content: true,
  once: true,
  signal: true,
};

const shortestInterval = 5000;

/** @throws {UsageError} for an option that can't work */
export function planOf(
  query: PollOptions,
  { name, definition, baseUrl }: { name: string; definition: DataTypeDefinition; baseUrl: URL },
): PollPlan {
  const { store = memoryStore(), interval = 30_000, lookback = 120_000 } = query;
  const floor = isLoopback(baseUrl) ? 0 : shortestInterval;
  if (!(interval > 0 && interval >= floor)) {
    throw new UsageError(`interval must be a number of ms from ${Math.max(1, floor)}.`, {
      hint: 'The budget of a key is 1,000 requests per hour: 30,000 uses 120 of them.',
    });
  }
  if (!(lookback >= 0 && Number.isFinite(lookback))) {
    throw new UsageError('lookback must be a number of ms from 0.');
  }
  return {
    store,
    interval,
    from: startOf(query.from ?? 'now', name, definition),
    lookback,
    content: query.content ?? false,
    once: query.once ?? false,
    signal: query.signal,
    filters: filtersIn(query),
  };
}

function startOf(from: string | Date, name: string, { time }: DataTypeDefinition): string {
  if (from === 'now' || from === 'all') return from;
  if (time !== null) return isoTime(from, 'from');
  throw new UsageError(`${name} can't be polled from a time: its records have none.`, {
    hint: 'Use now or all.',
  });
}

function filtersIn(query: object): Readonly<Record<string, unknown>> {
  const filters = Object.entries(query).filter(
    ([name, value]) =>
      !Object.hasOwn(optionNames, name) && value !== undefined && value !== null && value !== '',
  );
  for (const [name] of filters) {
    if (name === 'start' || name === 'end' || Object.hasOwn(settingNames, name)) {
      throw new UsageError(`A poll takes no ${name}.`, {
        hint: name === 'start' ? 'Use from.' : 'A poll reads all that is new, in order of time.',
      });
    }
  }
  return Object.fromEntries(filters);
}
