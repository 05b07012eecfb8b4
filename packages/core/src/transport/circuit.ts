import { ConnectionError } from '../errors/connection-error.ts';

/** Failures in a row, over all requests, after which a host counts as down. */
const limit = 24;

/** Stops asking a host that no request reaches, so that a run with thousands of requests fails in bounded time. */
export class Circuit {
  #failures = 0;
  #last: unknown;

  /** @throws {ConnectionError} when the host counts as down. */
  check(host: string): void {
    if (this.#failures < limit) return;
    throw new ConnectionError(`${host} can't be reached: ${limit} requests in a row failed.`, {
      code: 'HOST_DOWN',
      hint: 'Check the network and the base URL, then start again: what is done is kept.',
      cause: this.#last,
    });
  }

  failed(_host: string, error: unknown): void {
    this.#failures += 1;
    this.#last = error;
  }

  reached(): void {
    this.#failures = 0;
  }
}
