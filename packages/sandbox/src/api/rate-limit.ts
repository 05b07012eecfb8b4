/** Requests that a key may make. */
export interface RateLimits {
  /** Per endpoint family and sliding minute. Default 100. */
  readonly perMinute: number;
  /** Per sliding hour. Default 1000. */
  readonly perHour: number;
}

/** Limits of the service (docs site, April 2026). */
export const documentedLimits: RateLimits = { perMinute: 100, perHour: 1_000 };

const minute = 60_000;
const hour = 3_600_000;

/** The two windows of the API: a hundred a minute for each endpoint, a thousand an hour for a key. */
export class RateLimit {
  readonly #limits: RateLimits;
  readonly #times = new Map<string, number[]>();

  constructor(limits: RateLimits) {
    this.#limits = limits;
  }

  /** Lets a request pass and counts it (0), or says how many ms it must wait. Refused requests don't count. */
  take(key: string, family: string, now: number): number {
    const ofKey = this.#within(`key ${key}`, now - hour);
    const ofFamily = this.#within(`family ${key} ${family}`, now - minute);
    const wait = Math.max(
      untilFree(ofKey, this.#limits.perHour, hour, now),
      untilFree(ofFamily, this.#limits.perMinute, minute, now),
    );
    if (wait === 0) {
      ofKey.push(now);
      ofFamily.push(now);
    }
    return wait;
  }

  /** Times of the requests after `since`. */
  #within(name: string, since: number): number[] {
    const times = (this.#times.get(name) ?? []).filter((time) => time > since);
    this.#times.set(name, times);
    return times;
  }
}

function untilFree(times: readonly number[], most: number, window: number, now: number): number {
  const blocking = times.at(-most);
  return times.length < most || blocking === undefined ? 0 : blocking + window - now;
}
