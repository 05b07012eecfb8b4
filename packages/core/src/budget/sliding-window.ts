/** The times of the latest requests; constant memory: older ones than the window are forgotten. */
export class SlidingWindow {
  readonly #limit: number;
  readonly #length: number;
  /** In order. May be more than the limit: other processes have limits of their own. */
  #times: number[] = [];

  /** @param length of the window, ms */
  constructor(limit: number, length: number) {
    this.#limit = limit;
    this.#length = length;
  }

  /** When one more request fits in, ms since 1970; 0 when it always does. */
  freeAt(): number {
    const { length } = this.#times;
    if (length < this.#limit) return 0;
    return (this.#times[length - this.#limit] ?? 0) + this.#length;
  }

  add(time: number): void {
    if (this.#limit === Number.POSITIVE_INFINITY) return;
    let place = this.#times.length;
    while (place > 0 && (this.#times[place - 1] ?? 0) > time) place -= 1;
    this.#times.splice(place, 0, time);
    // Forgotten in batches, because it moves the whole array.
    if (this.#times.length > 2 * this.#limit) {
      const newest = this.#times.at(-1) ?? time;
      this.#times = this.#times.filter((other) => other > newest - this.#length);
    }
  }

  /** Takes a request back that was never sent. */
  remove(time: number): void {
    const place = this.#times.lastIndexOf(time);
    if (place >= 0) this.#times.splice(place, 1);
  }

  /** Moves everything in time, because the clock was set. */
  shift(by: number): void {
    this.#times = this.#times.map((time) => time + by);
  }

  copy(): SlidingWindow {
    const copy = new SlidingWindow(this.#limit, this.#length);
    copy.#times = [...this.#times];
    return copy;
  }
}
