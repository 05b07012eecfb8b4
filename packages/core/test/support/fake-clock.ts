import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../../src/environment/clock.ts';

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/**
 * A clock that stands still until it is told to go on. Hours pass in milliseconds; what happens in which order is
 * the same in every run.
 */
export class FakeClock implements Clock {
  #now: number;
  #sleepers: Sleeper[] = [];
  #running = false;

  constructor(now = Date.parse('2026-03-11T15:00:00Z')) {
    this.#now = now;
  }

  now = (): number => this.#now;

  /** Sleepers under way. */
  get sleeping(): number {
    return this.#sleepers.length;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const onAbort = () => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        reject(signal?.reason);
      };
      const sleeper: Sleeper = {
        at: this.#now + Math.max(0, ms),
        wake: () => {
          signal?.removeEventListener('abort', onAbort);
          resolve();
        },
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#sleepers.push(sleeper);
    });
  }

  /** Lets this many ms pass, waking sleepers on the way in order of time. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await turns();
    for (let next = this.#next(); next !== undefined && next.at <= end; next = this.#next()) {
      this.#wake(next);
      await turns();
    }
    this.#now = Math.max(this.#now, end);
  }

  /** Sets the clock without waking anyone, as when a computer was asleep. */
  jump(ms: number): void {
    this.#now += ms;
  }

  /**
   * From now on, jumps to the next sleeper whenever nothing else happens.
   * @param idle false while something real is under way, such as a request
   */
  run(idle: () => boolean = () => true): Disposable {
    this.#running = true;
    void this.#jumpOn(idle);
    return {
      [Symbol.dispose]: () => {
        this.#running = false;
      },
    };
  }

  async #jumpOn(idle: () => boolean): Promise<void> {
    // Work that follows an answer (body, parsing, the next request) takes some turns of the event loop.
    for (let quiet = 0; this.#running; ) {
      await nextTurn();
      quiet = idle() ? quiet + 1 : 0;
      const next = this.#next();
      if (quiet < 6 || next === undefined) continue;
      quiet = 0;
      this.#wake(next);
    }
  }

  #next(): Sleeper | undefined {
    let first: Sleeper | undefined;
    for (const sleeper of this.#sleepers) if (first === undefined || sleeper.at < first.at) first = sleeper;
    return first;
  }

  #wake(sleeper: Sleeper): void {
    this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
    this.#now = Math.max(this.#now, sleeper.at);
    sleeper.wake();
  }
}

/** Lets everything that is ready happen. */
export async function turns(count = 3): Promise<void> {
  for (let i = 0; i < count; i += 1) await nextTurn();
}
