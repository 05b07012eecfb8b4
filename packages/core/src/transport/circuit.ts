import { type Clock, systemClock } from '../environment/clock.ts';
import { ConnectionError } from '../errors/connection-error.ts';

/** Failures in a row, over all requests, after which a host counts as down. */
const limit = 24;

/** Time after which one request may try whether the host is back, ms. A poll that goes on for days needs that. */
const pause = 30_000;

/** Stops asking a host that no request reaches, so that a run with thousands of requests fails in bounded time. */
export class Circuit {
  readonly #clock: Clock;
  #failures = 0;
  #last: unknown;
  #nextTry = 0;

  constructor(clock: Clock = systemClock) {
    this.#clock = clock;
  }

  /** @throws {ConnectionError} when the host counts as down. */
  check(host: string): void {
    if (this.#failures < limit) return;
    const now = this.#clock.now();
    if (now >= this.#nextTry) {
      this.#nextTry = now + pause;
      return;
    }
    throw new ConnectionError(`${host} can't be reached: ${this.#failures} requests in a row failed.`, {
      code: 'HOST_DOWN',
      hint: 'Check the network and the base URL, then start again: what is done is kept.',
      cause: this.#last,
    });
  }

  /** Only for what says that the host is not there: a request that was called off says nothing. */
  failed(_host: string, error: unknown): void {
    this.#failures += 1;
    this.#last = error;
    this.#nextTry = this.#clock.now() + pause;
  }

  reached(): void {
    this.#failures = 0;
  }
}
