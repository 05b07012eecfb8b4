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
  readonly anchors: Anchor[];

  constructor(anchors: readonly Anchor[] = []) {
    this.anchors = [...anchors];
  }

  /** Whether a record that starts a new time should get an anchor. */
  due(row: number): boolean {
    return row >= (this.anchors.at(-1)?.row ?? 0) + spacing;
  }

  add(anchor: Omit<Anchor, 'nth'>): void {
    this.anchors.push({ nth: (this.anchors.at(-1)?.nth ?? -1) + 1, ...anchor });
  }

  /** What is worth keeping. */
  thinned(): Anchor[] {
    const last = this.anchors.at(-1)?.nth ?? 0;
    return this.anchors.filter(({ nth }) => nth % thinning === 0 || nth > last - thinning * 2);
  }
}

/** The anchors before a time, for reading again what came in since. */
export const anchorsBefore = (anchors: readonly Anchor[], time: string): Anchor[] =>
  anchors.filter((anchor) => compareTimes(anchor.time, time) < 0);
