import { expect, test } from 'vitest';
import { Pace } from '../../src/paging/pace.ts';

/** A reader for whom each page means so much waiting and so much work, ms. */
function read(pages: number, { idle, work }: { idle: number; work: number }, eager = false): number[] {
  let now = 0;
  let waited = 0;
  const pace = new Pace(eager, { now: () => now, idle: () => waited });
  return Array.from({ length: pages }, () => {
    pace.asked();
    now += idle;
    waited += idle;
    pace.taken();
    now += work;
    return pace.pages;
  });
}

test('asks for more at once while there is nothing to do but wait, 16 at most', () => {
  const pages = read(100, { idle: 50, work: 5 });
  expect(pages.slice(0, 4)).toEqual([4, 4, 4, 8]);
  expect(Math.max(...pages)).toBe(16);
  expect(pages.at(-1)).toBe(16);
});

test('asks for fewer where the reader is the slow one, 2 at least', () => {
  const pages = read(100, { idle: 0, work: 5 });
  expect(pages.at(-1)).toBe(2);
  expect(Math.max(...pages)).toBe(4);
});

test('stays where it is when waiting and work are in balance', () => {
  expect(new Set(read(100, { idle: 5, work: 95 }))).toEqual(new Set([4]));
});

test.each([
  [50, 16],
  [20, 7],
  [1, 4],
])(
  'begins with as many as a wait of %i ms for the first page calls for, where requests are free',
  (idle, pages) => {
    expect(read(pages, { idle, work: 5 }, true)).toEqual(
      Array.from({ length: pages }, () => pages).with(-1, expect.any(Number)),
    );
  },
);

test('goes back to fewer where the first page took long, and the others do not', () => {
  let now = 0;
  let waited = 0;
  const pace = new Pace(true, { now: () => now, idle: () => waited });
  const pages = Array.from({ length: 150 }, (_, i) => {
    pace.asked();
    if (i === 0) waited += 1000;
    pace.taken();
    now += 5;
    return pace.pages;
  });
  expect([pages[0], pages.at(-1)]).toEqual([16, 2]);
});
