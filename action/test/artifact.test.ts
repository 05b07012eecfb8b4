import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binsOf } from '../src/artifact/plan.ts';

describe('bins of recordings', () => {
  it('hold all files in order, within the limit unless a single one is larger', () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 30 }));
    fc.assert(
      fc.property(sizes, (bytes) => {
        const files = bytes.map((size, i) => ({ path: `r${i}.mp4`, bytes: size }));
        const bins = binsOf(files, 20);
        expect(bins.flat()).toEqual(files);
        for (const bin of bins) {
          const total = bin.reduce((sum, file) => sum + file.bytes, 0);
          expect(total <= 20 || bin.length === 1).toBe(true);
        }
      }),
    );
  });

  it('are as few as the order allows', () => {
    const files = [10, 10, 1, 19, 5].map((bytes, i) => ({ path: `r${i}.mp4`, bytes }));
    expect(binsOf(files, 20).map((bin) => bin.length)).toEqual([2, 2, 1]);
  });
});
