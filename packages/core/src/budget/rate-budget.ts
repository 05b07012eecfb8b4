import type { Clock } from '../environment/clock.ts';
import type { FullLimits } from './limits.ts';
import { SlidingWindow } from './sliding-window.ts';

interface Waiter {
  readonly endpoint: string;
  readonly grant: () => void;
}

/**
 * One budget for everything that uses a key: two sliding windows, per minute and endpoint and per hour,
 * taken together. Waiters are served in the order they came; one whose endpoint is used up doesn't hold back
 * those of another endpoint.
 */
export class RateBudget {
  readonly limits: FullLimits;
  readonly #clock: Clock;
  readonly #hour: SlidingWindow;
  readonly #minutes = new Map<string, SlidingWindow>();
  readonly #waiters: Waiter[] = [];
  #pausedUntil = 0;
  #lastGrant = Number.NEGATIVE_INFINITY;
  #alarm: { at: number; stop: AbortController } | undefined;

  constructor(limits: FullLimits, clock: Clock) {
    this.limits = limits;
    this.#clock = clock;
    this.#hour = new SlidingWindow(limits.perHour, 3_600_000 + limits.margin);
  }

  /** Waits until a request may be sent, and counts it. Rejects with the signal's reason when aborted. */
  acquire(endpoint: string, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        endpoint,
        grant: () => {
          signal?.removeEventListener('abort', onAbort);
          resolve();
        },
      };
      const onAbort = () => {
        this.#waiters.splice(this.#waiters.indexOf(waiter), 1);
        reject(signal?.reason);
        this.#serve();
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#waiters.push(waiter);
      this.#serve();
    });
  }

  /** Holds everyone back for this many ms, because the server said so. */
  pause(wait: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, this.#clock.now() + wait);
  }

  /** Milliseconds until n more requests to one endpoint would be sent. */
  eta(n: number, endpoint = ''): number {
    const now = this.#clock.now();
    const hour = this.#hour.copy();
    const minute = this.#minute(endpoint).copy();
    const ahead = this.#waiters.length;
    let at = now;
    for (let i = 0; i < n + ahead; i += 1) {
      at = Math.max(
        at,
        this.#pausedUntil,
        hour.freeAt(),
        minute.freeAt(),
        i === 0 ? this.#spacedAt() : at + this.#spacing(),
      );
      hour.add(at);
      minute.add(at);
    }
    return at - now;
  }

  /** Requests waiting. */
  get waiting(): number {
    return this.#waiters.length;
  }

  #serve(): void {
    const now = this.#clock.now();
    let next = Number.POSITIVE_INFINITY;
    for (let i = 0; i < this.#waiters.length; ) {
      const waiter = this.#waiters[i];
      if (waiter === undefined) break;
      const forAll = Math.max(this.#pausedUntil, this.#hour.freeAt(), this.#spacedAt());
      if (forAll > now) {
        next = Math.min(next, forAll);
        break;
      }
      const minute = this.#minute(waiter.endpoint);
      const free = minute.freeAt();
      if (free > now) {
        next = Math.min(next, free);
        i += 1;
        continue;
      }
      this.#waiters.splice(i, 1);
      this.#hour.add(now);
      minute.add(now);
      this.#lastGrant = now;
      waiter.grant();
    }
    this.#setAlarm(next);
  }

  #setAlarm(at: number): void {
    if (this.#alarm?.at === at) return;
    this.#alarm?.stop.abort();
    this.#alarm = undefined;
    if (at === Number.POSITIVE_INFINITY) return;
    const stop = new AbortController();
    this.#alarm = { at, stop };
    this.#clock.sleep(at - this.#clock.now(), stop.signal).then(
      () => {
        this.#alarm = undefined;
        this.#serve();
      },
      () => undefined,
    );
  }

  #spacing(): number {
    return this.limits.mode === 'smooth' ? 3_600_000 / this.limits.perHour : 0;
  }

  #spacedAt(): number {
    return this.#lastGrant + this.#spacing();
  }

  #minute(endpoint: string): SlidingWindow {
    let window = this.#minutes.get(endpoint);
    if (window === undefined) {
      window = new SlidingWindow(this.limits.perMinute, 60_000 + this.limits.margin);
      this.#minutes.set(endpoint, window);
    }
    return window;
  }
}
