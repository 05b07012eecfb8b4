import uPlot from 'uplot';
import type { Curve } from '../model/report-model.ts';

/** A curve as values: null ends the line, undefined lets it go on. */
export interface Line {
  readonly participant: number;
  /** Seconds. */
  readonly times: number[];
  readonly mean: (number | null | undefined)[];
  readonly least: (number | null | undefined)[];
  readonly greatest: (number | null | undefined)[];
}

/** A pause without samples that is shorter than this is no gap, ms. */
const pause = 2500;

export function lineOf({ participant, origin, step, factor, mean, below, above }: Curve): Line {
  const times = mean.map((_, i) => (origin + (i + 0.5) * step) / 1000);
  const open = gapsOf(mean, step);
  const value = (i: number, by: number) => {
    const middle = mean[i] ?? null;
    if (middle !== null) return (middle + by) / factor;
    return open[i] ? null : undefined;
  };
  return {
    participant,
    times,
    mean: mean.map((_, i) => value(i, 0)),
    least: mean.map((_, i) => value(i, -(below[i] ?? 0))),
    greatest: mean.map((_, i) => value(i, above[i] ?? 0)),
  };
}

/** Which empty buckets belong to a gap: samples may come less often than there are buckets. */
function gapsOf(mean: readonly (number | null)[], step: number): boolean[] {
  const longest = Math.max(2, Math.ceil(pause / step));
  const gaps = mean.map(() => false);
  for (let i = 0; i < mean.length; i += 1) {
    if (mean[i] !== null) continue;
    let end = i;
    while (end < mean.length && mean[end] === null) end += 1;
    if (end - i > longest) gaps.fill(true, i, end);
    i = end;
  }
  return gaps;
}

/** All lines over one list of times, three rows each: mean, greatest, least. */
export function joined(lines: readonly Line[]): uPlot.AlignedData {
  return uPlot.join(
    lines.map(({ times, mean, greatest, least }) => [times, mean, greatest, least] as uPlot.AlignedData),
  );
}
