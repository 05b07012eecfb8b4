import type { DriftCounts } from '@hyperstudy-workflows/core';
import type { Mark } from '../tables/table-writer.ts';
import { compareTimes } from '../tables/times.ts';

/**
 * A place that a later run can go on from: the first record of a new time. If the server's record at this
 * position still has this time, nothing came in before it.
 */
export interface Anchor {
  /** Number of the anchor, from 0. */
  readonly nth: number;
  /** Records before it, which is also its position on the server. */
  readonly row: number;
  readonly time: string;
  /** How the records before it differ from what is known. */
  readonly drift: DriftCounts;
  /** What was replaced and left out in the records before it; undefined where nothing is. */
  readonly privacy?: Readonly<Record<string, number>>;
  /** Where it stands in the file of each part, in the order of the parts. */
  readonly marks: readonly Mark[];
}

/** Records between anchors: what is read again stays within one page. */
const spacing = 500;

/** The latest anchors are all kept, of the older ones one in this many. */
const thinning = 16;

/** Anchors of a table. They depend on its records alone, not on when or in how many runs it was read. */
export class Trail {
  #anchors: readonly Anchor[];
  /** Those since the last time that the older ones were thinned: a long table would fill the memory with them. */
  #latest: Anchor[] = [];

  constructor(anchors: readonly Anchor[] = []) {
    this.#anchors = anchors;
  }

  /** The last anchor; undefined where there is none. */
  get last(): Anchor | undefined {
    return this.#latest.at(-1) ?? this.#anchors.at(-1);
  }

  /** Whether a record that starts a new time should get an anchor. */
  due(row: number): boolean {
    return row >= (this.last?.row ?? 0) + spacing;
  }

  /** @returns how many there have been, those that were thinned out included */
  add(anchor: Omit<Anchor, 'nth'>): number {
    const nth = (this.last?.nth ?? -1) + 1;
    this.#latest.push({ nth, ...anchor });
    if (this.#latest.length >= thinning * 4) {
      this.#anchors = this.thinned();
      this.#latest = [];
    }
    return nth + 1;
  }

  /** What is worth keeping. */
  thinned(): Anchor[] {
    const last = this.last?.nth ?? 0;
    return [...this.#anchors, ...this.#latest].filter(
      ({ nth }) => nth % thinning === 0 || nth > last - thinning * 2,
    );
  }
}

/** The anchors before a time, for reading again what came in since. */
export const anchorsBefore = (anchors: readonly Anchor[], time: string): Anchor[] =>
  anchors.filter((anchor) => compareTimes(anchor.time, time) < 0);
