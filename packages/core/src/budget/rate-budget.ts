import type { Clock } from '../environment/clock.ts';
import type { Ledger, LedgerReader } from './ledger.ts';
import type { FullLimits } from './limits.ts';
import { SlidingWindow } from './sliding-window.ts';

interface Waiter {
  readonly endpoint: string;
  readonly grant: () => void;
}

/** Time after a pause in which requests are spread evenly, ms. */
const caution = 60_000;

/** Pause before the next try after another process took the last free place, ms. */
const lostClaim = 25;

/**
 * One budget for everything that uses a key: two sliding windows, per minute and endpoint and per hour,
 * taken together. Waiters are served in the order they came; one whose endpoint is used up doesn't hold back
 * those of another endpoint.
 */
export class RateBudget {
  readonly limits: FullLimits;
  readonly #clock: Clock;
  readonly #ledger: Ledger | undefined;
  readonly #hour: SlidingWindow;
  readonly #minutes = new Map<string, SlidingWindow>();
  readonly #waiters: Waiter[] = [];
  #pausedUntil = Number.NEGATIVE_INFINITY;
  #lastGrant = Number.NEGATIVE_INFINITY;
  #latest = 0;
  #alarm: { at: number; stop: AbortController } | undefined;
  readonly #others: LedgerReader = {
    request: (endpoint, time) => {
      this.#count(endpoint, time);
      this.#lastGrant = Math.max(this.#lastGrant, time);
    },
    takenBack: (endpoint, time) => {
      this.#hour.remove(time);
      this.#minute(endpoint).remove(time);
    },
    pause: (until) => {
      this.#pausedUntil = Math.max(this.#pausedUntil, until);
    },
  };

  /** @param ledger of the requests that other processes send, or runs before this one sent */
  constructor(limits: FullLimits, clock: Clock, ledger?: Ledger) {
    this.limits = limits;
    this.#clock = clock;
    this.#ledger = ledger;
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
        const place = this.#waiters.indexOf(waiter);
        if (place >= 0) this.#waiters.splice(place, 1);
        reject(signal?.reason);
        this.#serve();
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#waiters.push(waiter);
      this.#serve();
    });
  }

  /** Holds everyone back for this many ms and the margin, because the server said so. */
  pause(wait: number): void {
    const until = this.#clock.now() + wait + this.limits.margin;
    this.#pausedUntil = Math.max(this.#pausedUntil, until);
    this.#ledger?.pause(until);
  }

  /** Milliseconds until n more requests to one endpoint would be sent. */
  eta(n: number, endpoint = ''): number {
    this.#ledger?.refresh(this.#others);
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
    this.#noteTime(now);
    if (this.#waiters.length > 0) this.#ledger?.refresh(this.#others);
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
      if (!this.#claim(waiter.endpoint, now)) {
        // Another process was faster; it may have left room for another endpoint, or take its claim back too.
        next = Math.min(next, now + lostClaim);
        break;
      }
      this.#waiters.splice(i, 1);
      waiter.grant();
    }
    this.#setAlarm(next);
  }

  #claim(endpoint: string, now: number): boolean {
    const hasRoom = () =>
      Math.max(this.#pausedUntil, this.#hour.freeAt(), this.#minute(endpoint).freeAt()) <= now;
    if (this.#ledger?.claim(endpoint, now, this.#others, hasRoom) === false) return false;
    this.#count(endpoint, now);
    this.#lastGrant = now;
    return true;
  }

  #count(endpoint: string, time: number): void {
    this.#hour.add(time);
    this.#minute(endpoint).add(time);
  }

  /** A clock that was set back (by the user, by a time server) would make everyone wait for the difference. */
  #noteTime(now: number): void {
    const by = now - this.#latest;
    this.#latest = now;
    if (by > -1000) return;
    this.#hour.shift(by);
    for (const minute of this.#minutes.values()) minute.shift(by);
    this.#pausedUntil += by;
    this.#lastGrant += by;
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

  /** Least time between two requests, ms. */
  #spacing(): number {
    const { mode, perHour, perMinute } = this.limits;
    if (mode === 'smooth') return 3_600_000 / perHour;
    // After a refusal someone else seems to use the key: a burst would be refused as a whole.
    return this.#clock.now() < this.#pausedUntil + caution ? Math.min(1000, 60_000 / perMinute) : 0;
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
