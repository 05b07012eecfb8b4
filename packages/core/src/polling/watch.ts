import type { DataTypeDefinition } from '../data-types/define.ts';
import type { Row } from '../paging/page.ts';
import { rowKey } from '../paging/row-key.ts';
import { contentHash, KnownRecords, type Novelty, shortKey } from './known-records.ts';
import type { PollPlan } from './poll-options.ts';
import type { PollState } from './poll-state.ts';

/** Records whose keys are remembered at most, where they can be forgotten in order of time. */
export const mostRemembered = 50_000;

/**
 * What a poll knows: which records to ask for, and which of them are news. Two ways, by what the API offers.
 *
 * By time, where it can be filtered by it: records since the latest one, less the lookback. Only keys of that stretch
 * are remembered.
 *
 * By key, for the others: all records, every time, and all their keys are remembered.
 */
export class Watch {
  readonly byTime: boolean;
  readonly #definition: DataTypeDefinition;
  readonly #plan: PollPlan;
  readonly #poll: string;
  readonly #keyOf: (row: Row) => string;
  readonly #from: string | null;
  readonly #known: KnownRecords;
  #cursor: string | null;
  #polledAt: string | null;
  /** How often a record without a key occurred in this round. */
  #times = new Map<string, number>();

  constructor(definition: DataTypeDefinition, plan: PollPlan, state: PollState) {
    this.byTime = definition.time !== null && definition.filters.includes('start');
    this.#definition = definition;
    this.#plan = plan;
    this.#poll = state.poll;
    this.#keyOf = rowKey(definition.key);
    this.#from = state.from;
    this.#known = new KnownRecords(state.known);
    this.#cursor = state.cursor;
    this.#polledAt = state.polledAt;
  }

  get remembered(): number {
    return this.#known.size;
  }

  get cursor(): string | null {
    return this.#cursor;
  }

  /** @param now the server's time */
  beginRound(now: number): void {
    this.#polledAt = new Date(now).toISOString();
    this.#times = new Map();
  }

  /** Earliest time to ask for, ISO 8601; undefined for all. */
  get start(): string | undefined {
    const time = this.#startTime();
    // Whether the server's bound is inclusive isn't documented: one ms earlier is right in both cases.
    return time === undefined ? undefined : new Date(time - 1).toISOString();
  }

  #startTime(): number | undefined {
    if (!this.byTime) return undefined;
    const from = this.#from === null ? undefined : Date.parse(this.#from);
    if (this.#cursor === null) return from;
    // A record from the future (a wrong clock somewhere) must not hide the present.
    const latest = Math.min(
      timeOf(this.#cursor) ?? Number.POSITIVE_INFINITY,
      Date.parse(this.#polledAt ?? ''),
    );
    return Math.max(latest - this.#plan.lookback, from ?? Number.NEGATIVE_INFINITY);
  }

  /** What a record is; takes it as handed on. */
  take(row: Row): Novelty {
    const { time: field } = this.#definition;
    const value = field === null ? undefined : row[field];
    const time = timeOf(value);
    if (this.#from !== null && time !== null && time < Date.parse(this.#from)) return 'known';
    const key = this.#nameOf(row);
    const content = this.#plan.content ? contentHash(row) : null;
    const novelty = this.#known.noveltyOf(key, content);
    if (novelty !== 'known')
      this.#known.add(key, time ?? (this.byTime ? timeOf(this.#cursor) : null), content);
    if (
      typeof value === 'string' &&
      time !== null &&
      time > (timeOf(this.#cursor) ?? Number.NEGATIVE_INFINITY)
    ) {
      this.#cursor = value;
    }
    return novelty;
  }

  /** Records without a key are told apart by their content and by which of several equal ones they are. */
  #nameOf(row: Row): string {
    const key = shortKey(this.#keyOf(row));
    if (this.#definition.key !== null) return key;
    const time = (this.#times.get(key) ?? 0) + 1;
    this.#times.set(key, time);
    return `${key}#${time}`;
  }

  get state(): PollState {
    const start = this.#startTime();
    if (this.byTime) {
      if (start !== undefined) this.#known.forgetBefore(start - 1);
      this.#known.keepLatest(mostRemembered);
    }
    return {
      version: 1,
      poll: this.#poll,
      from: this.#from,
      cursor: this.#cursor,
      polledAt: this.#polledAt,
      known: this.#known.toJSON(),
    };
  }
}

/** ms since 1970; null for what is no time. */
function timeOf(value: unknown): number | null {
  const time = typeof value === 'string' ? Date.parse(value) : typeof value === 'number' ? value : Number.NaN;
  return Number.isNaN(time) ? null : time;
}
