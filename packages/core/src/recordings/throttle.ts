import type { Clock } from '../environment/clock.ts';
import { pauseBefore, type RetryPolicy } from '../transport/retry.ts';

interface ThrottleOptions {
  /** Transfers at once. */
  readonly concurrency: number;
  readonly retry: RetryPolicy;
  readonly clock: Clock;
  readonly random: () => number;
}

/**
 * How many transfers run at once: halved and held back for a while when the storage says that it is busy, one
 * more again with each file that came through.
 */
export class Throttle {
  readonly #options: ThrottleOptions;
  readonly #waiting = new Set<() => void>();
  #limit: number;
  #active = 0;
  #pausedUntil = 0;
  #busyInARow = 0;

  constructor(options: ThrottleOptions) {
    this.#options = options;
    this.#limit = options.concurrency;
  }

  /** Transfers that may run at once now. */
  get limit(): number {
    return this.#limit;
  }

  /** Waits for a place; it has to be given back with leave(). Rejects with the signal's reason when aborted. */
  async enter(signal?: AbortSignal): Promise<void> {
    for (;;) {
      signal?.throwIfAborted();
      const wait = this.#pausedUntil - this.#options.clock.now();
      if (wait > 0) await this.#options.clock.sleep(wait, signal);
      else if (this.#active < this.#limit) break;
      else await this.#change(signal);
    }
    this.#active += 1;
  }

  leave(): void {
    this.#active -= 1;
    this.#wake();
  }

  /** @param retryAfter how long the storage asks to wait, ms */
  busy(retryAfter: number | undefined): void {
    const { clock, retry, random } = this.#options;
    const now = clock.now();
    // Transfers that ran side by side all hear it: that is one event.
    if (now >= this.#pausedUntil) {
      this.#limit = Math.max(1, Math.floor(this.#limit / 2));
      this.#busyInARow += 1;
    }
    const pause = retryAfter ?? pauseBefore(this.#busyInARow + 1, retry, random);
    this.#pausedUntil = Math.max(this.#pausedUntil, now + Math.min(pause, retry.longestRetryAfter));
  }

  /** A file came through. */
  relax(): void {
    this.#busyInARow = 0;
    this.#limit = Math.min(this.#options.concurrency, this.#limit + 1);
    this.#wake();
  }

  #change(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const done = () => {
        signal?.removeEventListener('abort', onAbort);
        this.#waiting.delete(done);
        resolve();
      };
      const onAbort = () => {
        this.#waiting.delete(done);
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#waiting.add(done);
    });
  }

  #wake(): void {
    for (const done of this.#waiting) done();
  }
}
