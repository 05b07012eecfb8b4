import type { Clock } from '../../src/environment/clock.ts';
import { fail, type Handler } from './server.ts';

/** The service's two windows, as it counts them: requests that it refuses don't count. */
export class RateModel {
  readonly #clock: Clock;
  readonly #limits: { readonly perMinute: number; readonly perHour: number };
  readonly #hour: number[] = [];
  readonly #minutes = new Map<string, number[]>();
  refused = 0;
  granted = 0;

  constructor(clock: Clock, limits: { perMinute: number; perHour: number }) {
    this.#clock = clock;
    this.#limits = limits;
  }

  /** A refusal, or undefined where the request may pass. */
  check(endpoint: string): Handler | undefined {
    const wait = this.#wait(endpoint);
    if (wait === undefined) {
      this.granted += 1;
      return undefined;
    }
    this.refused += 1;
    return fail(429, { code: 'RATE_LIMIT_EXCEEDED' }, { 'retry-after': String(Math.ceil(wait / 1000)) });
  }

  #wait(endpoint: string): number | undefined {
    const minute = this.#minutes.get(endpoint) ?? [];
    this.#minutes.set(endpoint, minute);
    const now = this.#clock.now();
    const wait = Math.max(
      waitOf(this.#hour, { limit: this.#limits.perHour, length: 3_600_000, now }),
      waitOf(minute, { limit: this.#limits.perMinute, length: 60_000, now }),
    );
    if (wait > 0) return wait;
    this.#hour.push(now);
    minute.push(now);
    return undefined;
  }
}

function waitOf(
  times: number[],
  { limit, length, now }: { limit: number; length: number; now: number },
): number {
  while (times.length > 0 && (times[0] ?? 0) <= now - length) times.shift();
  return times.length < limit ? 0 : (times[0] ?? 0) + length - now;
}
