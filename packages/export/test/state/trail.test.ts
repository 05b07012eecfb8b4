import { DriftCounter, dataType } from '@hyperstudy-workflows/core';
import { expect, it } from 'vitest';
import { Trail } from '../../src/state/trail.ts';

const drift = new DriftCounter(dataType('events')).counts;
const anchorAt = (nth: number) => ({
  row: nth * 500,
  time: new Date(nth * 1000).toISOString(),
  drift,
  marks: [],
});

/** The latest 32, and one in 16 of those before. */
const kept = (count: number) =>
  Array.from({ length: count }, (_, nth) => nth).filter((nth) => nth % 16 === 0 || nth > count - 1 - 32);

it('keeps the latest anchors and one in sixteen of the older ones, in one run or in several', () => {
  let resumed = new Trail();
  const whole = new Trail();
  for (let nth = 0; nth < 400; nth += 1) {
    expect(resumed.due(nth * 500)).toBe(nth > 0);
    expect([whole.add(anchorAt(nth)), resumed.add(anchorAt(nth))]).toEqual([nth + 1, nth + 1]);
    expect(whole.last?.nth).toBe(nth);
    expect(whole.thinned().map((anchor) => anchor.nth)).toEqual(kept(nth + 1));
    expect(resumed.thinned()).toEqual(whole.thinned());
    if (nth % 7 === 0) resumed = new Trail(resumed.thinned());
  }
});
