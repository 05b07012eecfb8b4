import type { Run } from './programs.ts';

/** What one program took, run by run. */
export interface Sample {
  readonly seconds: readonly number[];
  readonly cpuSeconds: readonly number[];
  readonly peakMegabytes: readonly number[];
}

/**
 * Runs programs in turns, so that what else the machine does falls on all of them; each once before that, for the caches
 * of the disk, unless they are run only once.
 */
export async function inTurns<T extends string>(
  runs: number,
  programs: Readonly<Record<T, () => Promise<Run>>>,
): Promise<Record<T, Sample>> {
  const names = Object.keys(programs) as T[];
  const all = new Map<T, Run[]>(names.map((name) => [name, []]));
  for (let i = runs > 1 ? -1 : 0; i < runs; i += 1) {
    for (const name of names) {
      const run = await programs[name]();
      if (i >= 0) all.get(name)?.push(run);
    }
  }
  const samples = names.map((name) => [name, sampleOf(all.get(name) ?? [])]);
  return Object.fromEntries(samples) as Record<T, Sample>;
}

const sampleOf = (runs: readonly Run[]): Sample => ({
  seconds: runs.map(({ seconds }) => round(seconds, 3)),
  cpuSeconds: runs.map(({ cpuSeconds }) => round(cpuSeconds, 3)),
  peakMegabytes: runs.map(({ peakMegabytes }) => round(peakMegabytes, 1)),
});

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low = 0, high = low] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return (low + high) / 2;
}

export const round = (value: number, digits: number): number => Number(value.toFixed(digits));

/** How often the first takes as long as the second. */
export const ratio = (a: Sample, b: Sample, of: keyof Sample = 'seconds'): number =>
  round(median(a[of]) / median(b[of]), 2);
