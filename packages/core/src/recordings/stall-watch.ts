/** Aborts when nothing has come for a while; the time that our side takes to store what came doesn't count. */
export class StallWatch {
  readonly #stop = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly #outer: AbortSignal | undefined;
  readonly #onAbort: () => void;
  #waiting = true;
  /** Whether it was the stall that aborted. */
  stalled = false;

  /** @param timeout ms without a byte */
  constructor(timeout: number, outer: AbortSignal | undefined) {
    this.#timer = setTimeout(() => {
      if (this.#waiting) {
        this.stalled = true;
        this.#stop.abort();
      } else {
        this.#timer.refresh();
      }
    }, timeout);
    this.#outer = outer;
    this.#onAbort = () => this.#stop.abort(outer?.reason);
    if (outer?.aborted) this.#onAbort();
    outer?.addEventListener('abort', this.#onAbort, { once: true });
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** From now on bytes are expected. */
  wait(): void {
    this.#waiting = true;
    this.#timer.refresh();
  }

  /** Bytes came and are being worked on. */
  rest(): void {
    this.#waiting = false;
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#outer?.removeEventListener('abort', this.#onAbort);
  }
}
