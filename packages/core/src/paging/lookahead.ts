import type { FetchPage, RawPage } from './page.ts';

/** A page to ask for. */
export interface Wanted {
  readonly offset: number;
  readonly limit: number;
}

interface Flying extends Wanted {
  readonly promise: Promise<RawPage>;
  readonly stop: AbortController;
  /** Its turn has come. */
  readonly call: () => void;
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
    flying.call();
    const page = await flying.promise;
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
    let call = () => {};
    const turn = new Promise<void>((resolve) => {
      call = resolve;
    });
    // Nobody waits for a turn that never comes.
    stop.signal.addEventListener('abort', call, { once: true });
    const promise = this.#fetch(offset, limit, { signal: stop.signal, turn });
    // Errors are seen when the page is taken; until then they are not unhandled.
    promise.catch(() => undefined);
    return { offset, limit, promise, stop, call };
  }
}

const isSame = (a: Wanted, b: Wanted): boolean => a.offset === b.offset && a.limit === b.limit;
