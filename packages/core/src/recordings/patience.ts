import type { Connection } from '../transport/connection.ts';
import { pauseBefore } from '../transport/retry.ts';
import type { StorageFailure } from './storage-failure.ts';

/** Fresh URLs in a row that may fail before a byte came. */
const mostRenewals = 2;
/** Times that the bytes may turn out to be wrong. */
const mostDamages = 3;

/**
 * Decides whether a download is tried again. Counters start over when it gets further than ever before: a byte
 * that was there already is no progress, or a storage that always breaks at the same place would be asked forever.
 */
export class Patience {
  readonly #connection: Connection;
  /** Tries so far that failed. */
  tries = 0;
  #failures = 0;
  #renewals = 0;
  #damages = 0;
  #furthest: number;

  /** @param position of the first byte to come */
  constructor(connection: Connection, position: number) {
    this.#connection = connection;
    this.#furthest = position;
  }

  /** The URL was good: if it expires later, that is no sign that fresh ones don't work. */
  answered(): void {
    this.#renewals = 0;
  }

  reached(position: number): void {
    if (position <= this.#furthest) return;
    this.#furthest = position;
    this.#failures = 0;
  }

  /** ms to wait before the next try; undefined to give up. A refused try may still have another address. */
  pauseAfter(failure: StorageFailure): number | undefined {
    const { retry, random } = this.#connection;
    this.tries += 1;
    if (failure.kind === 'refused') return undefined;
    if (failure.kind === 'expired') {
      this.#renewals += 1;
      return this.#renewals > mostRenewals ? undefined : 0;
    }
    if (failure.kind === 'damaged') {
      this.#damages += 1;
      if (this.#damages >= mostDamages) return undefined;
      // All bytes come again: what was reached counts for nothing.
      this.#furthest = 0;
    }
    this.#failures += 1;
    if (this.#failures >= retry.attempts) return undefined;
    return pauseBefore(this.#failures + 1, retry, random);
  }
}
