import { type Status, waiting } from './status.ts';

/** How often progress is shown, ms: every status is a message to each open editor. */
const pace = 250;
/** How often a run is asked whether it waits for the rate budget, ms. */
const look = 2000;

export interface Run {
  /** Called for every record: the status is only made when it is shown. */
  progress(status: () => Status): void;
  end(status: Status): void;
}

/**
 * The status of a node, derived from the runs under way: as long as one is, progress is shown; when the last one
 * ends, how it ended. So no status is left behind by a run that failed.
 */
export class Activity {
  readonly #show: (status: Status | undefined) => void;
  readonly #isWaiting: () => boolean;
  #running = 0;
  #shownAt = Number.NEGATIVE_INFINITY;
  #latest: (() => Status) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(show: (status: Status | undefined) => void, isWaiting: () => boolean = () => false) {
    this.#show = show;
    this.#isWaiting = isWaiting;
  }

  get running(): number {
    return this.#running;
  }

  begin(first: Status): Run {
    this.#running += 1;
    this.#timer ??= setInterval(() => this.#refresh(), look).unref();
    this.#latest = () => first;
    this.#set(first);
    let ended = false;
    return {
      progress: (status) => {
        if (!ended) this.#progress(status);
      },
      end: (status) => {
        if (ended) return;
        ended = true;
        this.#end(status);
      },
    };
  }

  /** Shows something outside of a run. */
  idle(status: Status | undefined): void {
    if (this.#running === 0) this.#set(status);
  }

  /** Clears the status; nothing is shown from now on. */
  close(): void {
    clearInterval(this.#timer);
    this.#set(undefined);
    this.#closed = true;
  }

  #progress(status: () => Status): void {
    this.#latest = status;
    if (performance.now() - this.#shownAt >= pace) this.#set(status());
  }

  #end(status: Status): void {
    this.#running -= 1;
    if (this.#running > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#set(status);
  }

  #refresh(): void {
    this.#set(this.#isWaiting() ? waiting('budget') : this.#latest?.());
  }

  #set(status: Status | undefined): void {
    if (this.#closed) return;
    this.#shownAt = performance.now();
    this.#show(status);
  }
}
