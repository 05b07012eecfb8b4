import type { FetchPage, PackedPage, RawPage } from './page.ts';

/** A page to ask for. */
export interface Wanted {
  readonly offset: number;
  readonly limit: number;
}

interface Flying extends Wanted {
  readonly promise: Promise<RawPage | PackedPage>;
  readonly stop: AbortController;
}

/** Pages that were asked for before they are needed, by offset. */
export class Lookahead {
  readonly #fetch: FetchPage;
  readonly #signal: AbortSignal | undefined;
  // A list, not a Map: the tables that a Map has outgrown hold on to what was in them and to those after them. In V8's
  // old space, where one of them soon is, that kept every page alive until the next large garbage collection.
  #flying: Flying[] = [];
  readonly #onAbort = () => {
    for (const { stop } of this.#flying) stop.abort(this.#signal?.reason);
  };

  constructor(fetch: FetchPage, signal: AbortSignal | undefined) {
    this.#fetch = fetch;
    this.#signal = signal;
    // One listener for all pages: a signal that lives long collects none.
    signal?.addEventListener('abort', this.#onAbort);
  }

  /** Pages under way, or there and not taken. */
  get size(): number {
    return this.#flying.length;
  }

  /** Asks for these pages unless that was done; what else is under way is called off. */
  want(pages: readonly Wanted[]): void {
    const kept: Flying[] = [];
    for (const flying of this.#flying) {
      if (pages.some((page) => isSame(page, flying))) kept.push(flying);
      else flying.stop.abort();
    }
    this.#flying = pages.map(
      (page) => kept.find((flying) => isSame(page, flying)) ?? this.#start(page.offset, page.limit),
    );
  }

  /** @throws what the request failed with, or the signal's reason */
  async take(offset: number): Promise<RawPage> {
    const flying = this.#flying.find((page) => page.offset === offset);
    if (flying === undefined) throw new Error(`No page was asked for at ${offset}.`);
    const came = await flying.promise;
    // Unpacked now: what a promise of long ago holds, V8 takes for old, and keeps until the next large collection.
    const page = typeof came === 'function' ? await came() : came;
    this.#flying = this.#flying.filter((other) => other !== flying);
    return page;
  }

  /** One page, now. */
  async fetch(offset: number, limit: number): Promise<RawPage> {
    this.want([{ offset, limit }]);
    return this.take(offset);
  }

  close(): void {
    this.want([]);
    this.#signal?.removeEventListener('abort', this.#onAbort);
  }

  #start(offset: number, limit: number): Flying {
    const stop = new AbortController();
    if (this.#signal?.aborted) stop.abort(this.#signal.reason);
    const promise = this.#fetch(offset, limit, stop.signal);
    // Errors are seen when the page is taken; until then they are not unhandled.
    promise.catch(() => undefined);
    return { offset, limit, promise, stop };
  }
}

const isSame = (a: Wanted, b: Wanted): boolean => a.offset === b.offset && a.limit === b.limit;
