import { setTimeout as delay } from 'node:timers/promises';

/** Time, injected so that tests can run hours in milliseconds. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Waits this many ms; rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** setTimeout overflows beyond this many ms and would fire at once. */
const longestTimer = 2 ** 31 - 1;

/** The clock of the machine. */
export const systemClock: Clock = {
  now: Date.now,
  async sleep(ms, signal) {
    try {
      for (let left = ms; left > 0; left -= longestTimer) {
        await delay(Math.min(left, longestTimer), undefined, { signal });
      }
      signal?.throwIfAborted();
    } catch (error) {
      // Node wraps the reason in an AbortError of its own.
      signal?.throwIfAborted();
      throw error;
    }
  },
};
