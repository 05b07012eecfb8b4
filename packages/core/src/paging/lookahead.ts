import type { FetchPage, RawPage } from './page.ts';

/** Pages that were asked for before they are needed, by offset. */
export class Lookahead {
  readonly #fetch: FetchPage;
  readonly #flying = new Map<number, { promise: Promise<RawPage>; stop: AbortController }>();

  constructor(fetch: FetchPage) {
    this.#fetch = fetch;
  }

  /** Asks for these offsets unless that was done; what else is under way is called off. */
  want(offsets: readonly number[], limit: number): void {
    for (const [offset, { stop }] of this.#flying) {
      if (offsets.includes(offset)) continue;
      stop.abort();
      this.#flying.delete(offset);
    }
    for (const offset of offsets) {
      if (this.#flying.has(offset)) continue;
      const stop = new AbortController();
      const promise = this.#fetch(offset, limit, stop.signal);
      // Errors are seen when the page is taken; until then they are not unhandled.
      promise.catch(() => undefined);
      this.#flying.set(offset, { promise, stop });
    }
  }

  async take(offset: number): Promise<RawPage> {
    const flying = this.#flying.get(offset);
    if (flying === undefined) throw new Error(`No page was asked for at ${offset}.`);
    this.#flying.delete(offset);
    return flying.promise;
  }

  close(): void {
    this.want([], 1);
  }
}
