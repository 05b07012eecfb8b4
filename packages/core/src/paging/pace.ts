import { performance } from 'node:perf_hooks';

const first = 4;
const least = 2;
const most = 16;

/** Share of the time in which nothing could be done but wait for a page, above which more are asked for at once. */
const tooIdle = 0.1;
/** Below which fewer will do. */
const busy = 0.02;

/** Time that a page of a thousand records takes at least to be worked on, ms. */
const work = 3;

/** Times, ms, that only grow. */
export interface Times {
  now(): number;
  /** Time in which this thread had nothing to do. */
  idle(): number;
}

const ownTimes: Times = {
  now: () => performance.now(),
  idle: () => performance.eventLoopUtilization().idle,
};

/**
 * How many pages to have under way where nobody said it: as many as it takes to keep the reader busy, and no more.
 * Pages that wait for their turn fill the memory and cost the garbage collector time. The time of an answer doesn't tell:
 * where the reader is the slow one, it grows with their number.
 */
export class Pace {
  readonly #times: Times;
  /** The first page is still to come, and tells how many to begin with. */
  #unknown: boolean;
  #pages = first;
  /** Pages until it is looked at again: a change shows when those are through that were under way. */
  #left = first;
  #lapAt: number;
  #waited = 0;
  #idleAt = 0;

  /**
   * @param eager Begins with as many pages as the wait for the first one calls for, instead of a few: for requests that
   * are not counted, because whoever stops early has asked for more of them in vain
   */
  constructor(eager: boolean, times: Times = ownTimes) {
    this.#times = times;
    this.#unknown = eager;
    this.#lapAt = times.now();
  }

  /** Pages to have under way, 2 to 16. */
  get pages(): number {
    return this.#pages;
  }

  /** The next page is needed. */
  asked(): void {
    this.#idleAt = this.#times.idle();
  }

  /** It is there. */
  taken(): void {
    this.#waited += this.#times.idle() - this.#idleAt;
    if (this.#unknown) this.#begin();
    this.#left -= 1;
    if (this.#left > 0) return;
    const now = this.#times.now();
    const share = this.#waited / Math.max(1, now - this.#lapAt);
    if (share > tooIdle) this.#pages = Math.min(most, this.#pages * 2);
    else if (share < busy) this.#pages = Math.max(least, this.#pages - 1);
    this.#left = this.#pages;
    this.#lapAt = now;
    this.#waited = 0;
  }

  #begin(): void {
    this.#unknown = false;
    this.#pages = Math.min(most, Math.max(first, Math.ceil(this.#waited / work)));
    this.#left = this.#pages;
  }
}
