/** The times of the latest requests, as many as a window allows; constant memory. */
export class SlidingWindow {
  readonly #limit: number;
  readonly #length: number;
  readonly #times: number[] = [];
  #oldest = 0;

  /** @param length of the window, ms */
  constructor(limit: number, length: number) {
    this.#limit = limit;
    this.#length = length;
  }

  /** When one more request fits in, ms since 1970; 0 when it always does. */
  freeAt(): number {
    if (this.#times.length < this.#limit) return 0;
    return (this.#times[this.#oldest] ?? 0) + this.#length;
  }

  add(time: number): void {
    if (this.#limit === Number.POSITIVE_INFINITY) return;
    if (this.#times.length < this.#limit) {
      this.#times.push(time);
    } else {
      this.#times[this.#oldest] = time;
      this.#oldest = (this.#oldest + 1) % this.#limit;
    }
  }

  copy(): SlidingWindow {
    const copy = new SlidingWindow(this.#limit, this.#length);
    copy.#times.push(...this.#times);
    copy.#oldest = this.#oldest;
    return copy;
  }
}
