import { createHash } from 'node:crypto';
import type { Row } from '../paging/page.ts';
import type { KnownRecord } from './poll-state.ts';

/** What a record is to a poll. */
export type Novelty = 'new' | 'changed' | 'known';

interface Entry {
  readonly time: number | null;
  readonly content: string | null;
}

/** The records that a poll has handed on. */
export class KnownRecords {
  readonly #entries: Map<string, Entry>;

  constructor(known: readonly KnownRecord[]) {
    this.#entries = new Map(known.map(([key, time, content]) => [key, { time, content }]));
  }

  get size(): number {
    return this.#entries.size;
  }

  /** @param content null where content isn't watched */
  noveltyOf(key: string, content: string | null): Novelty {
    const entry = this.#entries.get(key);
    if (entry === undefined) return 'new';
    // Without an earlier content there is nothing to compare with.
    return content === null || entry.content === null || entry.content === content ? 'known' : 'changed';
  }

  add(key: string, time: number | null, content: string | null): void {
    this.#entries.set(key, { time, content });
  }

  /** Forgets records before a time: those that will not be asked for any more. */
  forgetBefore(time: number): void {
    for (const [key, entry] of this.#entries) {
      if (entry.time !== null && entry.time < time) this.#entries.delete(key);
    }
  }

  /**
   * Keeps no more than so many, the latest ones.
   * @returns the time from which all are still known; undefined where nothing had to go
   */
  keepLatest(most: number): number | undefined {
    if (this.#entries.size <= most) return undefined;
    const times = [...this.#entries.values()].map(({ time }) => time ?? 0).sort((a, b) => a - b);
    const floor = (times[times.length - most - 1] ?? 0) + 1;
    this.forgetBefore(floor);
    return floor;
  }

  toJSON(): KnownRecord[] {
    return [...this.#entries].map(([key, { time, content }]) => [key, time, content]);
  }
}

/** Keys of this length and more are kept as a hash of 22 characters. */
const longKey = 32;

export const shortKey = (key: string): string => (key.length < longKey ? key : hash(key));

/**
 * Content of a record as 22 characters. Signatures of URLs don't count: they differ with every answer.
 */
export function contentHash(row: Row): string {
  return hash(
    JSON.stringify(row, (_, value: unknown) =>
      typeof value === 'string' && /^https?:\/\//i.test(value) ? value.replace(/\?.*$/s, '') : value,
    ),
  );
}

const hash = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);
