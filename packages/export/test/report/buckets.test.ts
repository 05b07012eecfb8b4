import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CountBuckets, CurveBuckets } from '../../src/report/model/buckets.ts';

const time = fc.integer({ min: -400_000, max: 4_000_000 });
const samples = fc.array(fc.tuple(time, fc.integer({ min: -500, max: 500 })), {
  minLength: 1,
  maxLength: 120,
});
const most = fc.integer({ min: 2, max: 30 });

/** What a bucket should hold, counted in a way of its own. */
function expectedOf(
  list: readonly (readonly [number, number])[],
  step: number,
  first: number,
  length: number,
) {
  return Array.from({ length }, (_, i) => {
    const inside = list.filter(([at]) => Math.floor(at / step) === first + i).map(([, value]) => value);
    if (inside.length === 0) return null;
    const mean = Math.round(inside.reduce((sum, value) => sum + value, 0) / inside.length);
    return { mean, least: Math.min(...inside), greatest: Math.max(...inside) };
  });
}

it('buckets hold least, mean and greatest of their samples, in whatever order they come', () => {
  fc.assert(
    fc.property(samples, most, (list, size) => {
      const curve = new CurveBuckets(size, 250);
      for (const [at, value] of list) expect(curve.add(at, value)).toBe(true);
      const { step, first, length } = curve.frame;
      expect(length).toBeLessThanOrEqual(size);
      expect(curve.samples).toBe(list.length);
      const { mean, below, above } = curve.rounded(1);
      const shown = mean.map((middle, i) =>
        middle === null
          ? null
          : { mean: middle, least: middle - (below[i] ?? 0), greatest: middle + (above[i] ?? 0) },
      );
      expect(shown).toEqual(expectedOf(list, step, first, length));
    }),
    { numRuns: 400 },
  );
});

it('buckets are as short as their number allows, and the same in any order', () => {
  fc.assert(
    fc.property(samples, most, (list, size) => {
      const frames = [list, [...list].reverse(), [...list].sort(([a], [b]) => a - b)].map((order) => {
        const counts = new CountBuckets(size, 250);
        for (const [at] of order) counts.add(at);
        return { step: counts.frame.step, first: counts.frame.first, pairs: counts.pairs };
      });
      expect(frames[1]).toEqual(frames[0]);
      expect(frames[2]).toEqual(frames[0]);
      const { step = 0, pairs = [] } = frames[0] ?? {};
      expect(pairs.reduce((sum, [, count]) => sum + count, 0)).toBe(list.length);
      const places = list.map(([at]) => Math.floor(at / (step / 2)));
      if (step > 250) expect(Math.max(...places) - Math.min(...places) + 1).toBeGreaterThan(size);
    }),
    { numRuns: 400 },
  );
});

it('times out of reach, and what is no time, are not taken', () => {
  const curve = new CurveBuckets(10, 250);
  for (const at of [1e15, -1e15, Number.NaN, Number.POSITIVE_INFINITY]) expect(curve.add(at, 1)).toBe(false);
  expect(curve.samples).toBe(0);
  expect(curve.add(0, 1)).toBe(true);
});
