/** The reason of an abort that somebody asked for: no failure. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

export const isCancelled = (error: unknown): error is Cancelled => error instanceof Cancelled;

interface Waiting {
  readonly start: () => void;
}

/**
 * Runs the inputs of a node, a few at a time and in the order they came. Cancel and close abort all of them, those
 * that wait included; each of them ends, one way or the other.
 */
export class Jobs {
  readonly #concurrency: number;
  readonly #waiting: Waiting[] = [];
  readonly #under = new Set<Promise<unknown>>();
  #stop = new AbortController();
  #running = 0;
  #closed = false;

  constructor(concurrency = 1) {
    this.#concurrency = concurrency;
  }

  /** Inputs that are worked on or wait. */
  get size(): number {
    return this.#under.size;
  }

  /** @throws {Cancelled} when it was cancelled or the node closes; whatever the work throws. */
  run<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const job = this.#run(work, this.#stop.signal);
    const settled = job.then(
      () => undefined,
      () => undefined,
    );
    this.#under.add(settled);
    settled.finally(() => this.#under.delete(settled)).catch(() => undefined);
    return job;
  }

  cancel(): void {
    this.#stop.abort(new Cancelled('Cancelled.'));
    this.#stop = new AbortController();
    for (const { start } of this.#waiting.splice(0)) start();
  }

  /** Aborts everything and waits until it has ended. */
  async close(): Promise<void> {
    this.#closed = true;
    this.cancel();
    await Promise.all(this.#under);
  }

  async #run<T>(work: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> {
    if (this.#closed) throw new Cancelled('The node is closed.');
    if (this.#running >= this.#concurrency || this.#waiting.length > 0) {
      await new Promise<void>((resolve) => this.#waiting.push({ start: resolve }));
    }
    this.#running += 1;
    try {
      signal.throwIfAborted();
      return await work(signal);
    } catch (error) {
      // What an abort breaks on its way out is no failure.
      signal.throwIfAborted();
      throw error;
    } finally {
      this.#running -= 1;
      if (this.#running < this.#concurrency) this.#waiting.shift()?.start();
    }
  }
}
