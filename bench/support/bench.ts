import type { Sample } from './measure.ts';

/** How large and how often. */
export interface Plan {
  /** Small sizes, one run: shows that a benchmark works and measures what it says, not how fast anything is. */
  readonly smoke: boolean;
  /** Runs of each program. */
  readonly runs: number;
}

/** A number with what it should be. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** Absent for what is only worth knowing. */
  readonly most?: number;
  readonly least?: number;
}

/** What came of one benchmark. */
export interface Result {
  readonly name: string;
  /** The work, as in the table of targets. */
  readonly work: string;
  readonly figures: readonly Figure[];
  /** What each program took. */
  readonly samples: Readonly<Record<string, Sample>>;
  /** What was counted, to show that the work was done. */
  readonly counted: Readonly<Record<string, number>>;
}

/** A row of the table of targets. */
export interface Bench {
  readonly name: string;
  readonly run: (plan: Plan) => Promise<Result>;
}

/** @throws when a benchmark didn't do what it says */
export function check(what: string, found: unknown, wanted: unknown): void {
  if (found !== wanted) throw new Error(`${what}: ${String(found)} instead of ${String(wanted)}`);
}

/** Whether a figure is as it should be; undefined where nothing is asked of it. */
export function isMet({ value, most, least }: Figure): boolean | undefined {
  if (most === undefined && least === undefined) return undefined;
  return value <= (most ?? Number.POSITIVE_INFINITY) && value >= (least ?? Number.NEGATIVE_INFINITY);
}
