import type { DataTypeDefinition } from '../data-types/define.ts';
import type { Row } from '../paging/page.ts';
import { rowKey } from '../paging/row-key.ts';
import { contentHash, KnownRecords, type Novelty, shortKey } from './known-records.ts';
import type { PollPlan } from './poll-options.ts';
import type { PollState } from './poll-state.ts';

/** Records that are remembered at most, where they are forgotten in order of time. */
export const mostRemembered = 50_000;

const longAgo = Number.NEGATIVE_INFINITY;

/**
 * What a poll knows: which records to ask for, and which of them are news. Two ways, by what the API offers.
 *
 * By time, where it can be filtered by it: records since the latest one, less the lookback. Only keys of that stretch
 * are remembered, 50,000 at most; where more records came, the lookback is as much shorter.
 *
 * By key, for the others: all records, every time, and all their keys are remembered.
 */
export class Watch {
  readonly byTime: boolean;
  readonly #definition: DataTypeDefinition;
  readonly #plan: PollPlan;
  readonly #state: PollState;
  readonly #keyOf: (row: Row) => string;
  readonly #from: number;
  readonly #known: KnownRecords;
  /** Latest time so far, as the server wrote it, and in ms. */
  #cursor: string | null;
  #latest: number;
  #polledAt: number;
  #floor: number;
  /** How often a record without a key occurred in this round. */
  #occurrences = new Map<string, number>();

  constructor(definition: DataTypeDefinition, plan: PollPlan, state: PollState) {
    this.byTime = definition.time !== null && definition.filters.includes('start');
    this.#definition = definition;
    this.#plan = plan;
    this.#state = state;
    this.#keyOf = rowKey(definition.key);
    this.#from = timeOf(state.from) ?? longAgo;
    this.#known = new KnownRecords(state.known);
    this.#cursor = state.cursor;
    this.#latest = timeOf(state.cursor) ?? longAgo;
    this.#polledAt = timeOf(state.polledAt) ?? Number.POSITIVE_INFINITY;
    this.#floor = state.floor ?? longAgo;
  }

  get remembered(): number {
    return this.#known.size;
  }

  get cursor(): string | null {
    return this.#cursor;
  }

  /** @param now the server's time */
  beginRound(now: number): void {
    this.#polledAt = now;
    this.#occurrences = new Map();
  }

  /** Earliest time to ask for, ISO 8601; undefined for all. */
  get start(): string | undefined {
    const time = this.#startTime();
    // Whether the server's bound is inclusive isn't documented: one ms earlier is right in both cases.
    return Number.isFinite(time) ? new Date(time - 1).toISOString() : undefined;
  }

  #startTime(): number {
    if (!this.byTime) return longAgo;
    // A record from the future (a wrong clock somewhere) must not hide the present.
    const latest = Math.min(this.#latest, this.#polledAt);
    return Math.max(latest - this.#plan.lookback, this.#earliest());
  }

  /** Records before this time are none of this poll's. */
  #earliest(): number {
    return Math.max(this.#from, this.#floor);
  }

  /** What a record is; takes it as handed on. */
  take(row: Row): Novelty {
    const { time: field } = this.#definition;
    const value = field === null ? undefined : row[field];
    const time = timeOf(value);
    const early = time !== null && time < this.#earliest();
    if (early && this.byTime) return 'known';
    const key = this.#nameOf(row);
    const content = this.#plan.content ? contentHash(row) : null;
    const novelty = early ? 'known' : this.#known.noveltyOf(key, content);
    if (novelty !== 'known' || early) this.#known.add(key, time ?? this.#timeless(), content);
    if (typeof value === 'string' && time !== null && time > this.#latest) {
      this.#cursor = value;
      this.#latest = time;
    }
    return novelty;
  }

  /** A record without a time is remembered as long as the latest one of now. */
  #timeless(): number | null {
    return this.byTime && Number.isFinite(this.#latest) ? this.#latest : null;
  }

  /** Records without a key are told apart by their content and by which of several equal ones they are. */
  #nameOf(row: Row): string {
    const key = shortKey(this.#keyOf(row));
    if (this.#definition.key !== null) return key;
    const occurrence = (this.#occurrences.get(key) ?? 0) + 1;
    this.#occurrences.set(key, occurrence);
    return `${key}#${occurrence}`;
  }

  /** What to store. Forgets what will not be asked for any more. */
  get state(): PollState {
    if (this.byTime) {
      this.#known.forgetBefore(this.#startTime() - 1);
      this.#floor = this.#known.keepLatest(mostRemembered) ?? this.#floor;
    }
    return {
      ...this.#state,
      cursor: this.#cursor,
      polledAt: Number.isFinite(this.#polledAt) ? new Date(this.#polledAt).toISOString() : null,
      floor: Number.isFinite(this.#floor) ? this.#floor : null,
      known: this.#known.toJSON(),
    };
  }
}

/** ms since 1970; null for what is no time. */
function timeOf(value: unknown): number | null {
  const time = typeof value === 'string' ? Date.parse(value) : typeof value === 'number' ? value : Number.NaN;
  return Number.isNaN(time) ? null : time;
}
