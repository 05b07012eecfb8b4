/**
 * Records one by one, of pages. An async generator would do the same, but takes three turns of the microtask queue for
 * each record instead of one.
 */
export class RecordIterator<T> implements AsyncIterableIterator<T, undefined> {
  readonly #pages: AsyncGenerator<{ readonly records: readonly T[] }, void>;
  #records: readonly T[] = [];
  #next = 0;
  #turning: Promise<boolean> | undefined;

  constructor(pages: AsyncGenerator<{ readonly records: readonly T[] }, void>) {
    this.#pages = pages;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<T, undefined>> {
    const value = this.#records[this.#next];
    if (value === undefined) return this.#nextPage();
    this.#next += 1;
    return Promise.resolve({ value, done: false });
  }

  /** Leaves the loop: what is under way is called off. */
  async return(): Promise<IteratorResult<T, undefined>> {
    this.#records = [];
    await this.#pages.return();
    return { value: undefined, done: true };
  }

  async #nextPage(): Promise<IteratorResult<T, undefined>> {
    // Whoever asks again before the page is there waits for the same page.
    this.#turning ??= this.#turn();
    const more = await this.#turning;
    return more ? this.next() : { value: undefined, done: true };
  }

  async #turn(): Promise<boolean> {
    try {
      const { value, done } = await this.#pages.next();
      if (done === true || value === undefined) return false;
      this.#records = value.records;
      this.#next = 0;
      return true;
    } finally {
      this.#turning = undefined;
    }
  }
}
