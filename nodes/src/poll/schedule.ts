import type { Clock } from '@hyperstudy-workflows/core';

/** Longest pause after failures, ms. */
const longest = 900_000;

/** When the next poll is due. */
export class Schedule {
  readonly #interval: number;
  readonly #random: () => number;
  #wake: AbortController | undefined;
  #due = false;

  /** @param interval ms */
  constructor(interval: number, random: () => number) {
    this.#interval = interval;
    this.#random = random;
  }

  /** ms until the next poll, a tenth more or less: nodes that start together don't ask together for ever. */
  pause(): number {
    return this.#interval * (0.9 + 0.2 * this.#random());
  }

  /** ms after so many failures in a row: doubles with each, and never grows above a quarter of an hour. */
  pauseAfter(failures: number): number {
    const grown = this.#interval * 2 ** Math.min(failures - 1, 20);
    return Math.max(this.#interval, Math.min(longest, grown)) * (0.9 + 0.2 * this.#random());
  }

  /** The next poll is due now. */
  now(): void {
    this.#due = true;
    this.#wake?.abort();
  }

  /** Waits; ends early when the next poll is due or the signal is aborted. Never rejects. */
  async wait(pause: number, clock: Clock, signal: AbortSignal): Promise<void> {
    const wake = new AbortController();
    this.#wake = wake;
    if (!this.#due) await clock.sleep(pause, AbortSignal.any([wake.signal, signal])).catch(() => undefined);
    this.#due = false;
    this.#wake = undefined;
  }
}
