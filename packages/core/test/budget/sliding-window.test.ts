import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SlidingWindow } from '../../src/budget/sliding-window.ts';

const length = 1000;

/** The same without forgetting anything. */
class Model {
  times: number[] = [];

  freeAt(limit: number): number {
    const inOrder = this.times.toSorted((a, b) => a - b);
    return inOrder.length < limit ? 0 : (inOrder[inOrder.length - limit] ?? 0) + length;
  }
}

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ add: fc.integer({ min: -300, max: 600 }) }) },
  { weight: 1, arbitrary: fc.record({ takeBack: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ shift: fc.integer({ min: -5000, max: -1000 }) }) },
);

test('is free when the limit-th latest request leaves it, in whatever order they are noted', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6 }), fc.array(step, { maxLength: 60 }), (limit, steps) => {
      const window = new SlidingWindow(limit, length);
      const model = new Model();
      let now = 1_000_000;
      for (const what of steps) {
        if ('add' in what) {
          // Others may be noted late: their time lies before the latest one of ours.
          const time = now + what.add;
          now = Math.max(now, time);
          window.add(time);
          model.times.push(time);
        } else if ('takeBack' in what) {
          const time = model.times.at(-1 - what.takeBack) ?? -1;
          window.remove(time);
          if (time >= 0) model.times.splice(model.times.lastIndexOf(time), 1);
        } else {
          window.shift(what.shift);
          model.times = model.times.map((time) => time + what.shift);
          now += what.shift;
        }
        // What has left the window may be forgotten: free is free, since whenever.
        expect(Math.max(now, window.freeAt())).toBe(Math.max(now, model.freeAt(limit)));
      }
    }),
    { numRuns: 500 },
  );
});

test('a request that was never noted is not taken back', () => {
  const window = new SlidingWindow(2, length);
  window.add(1);
  window.add(2);
  window.remove(7);
  expect(window.freeAt()).toBe(1 + length);
  window.remove(1);
  expect(window.freeAt()).toBe(0);
});

test('a copy goes its own way', () => {
  const window = new SlidingWindow(1, length);
  const copy = window.copy();
  copy.add(5);
  expect([window.freeAt(), copy.freeAt()]).toEqual([0, 5 + length]);
});

test('without a limit there is always room', () => {
  const window = new SlidingWindow(Number.POSITIVE_INFINITY, length);
  window.add(1);
  expect(window.freeAt()).toBe(0);
});
