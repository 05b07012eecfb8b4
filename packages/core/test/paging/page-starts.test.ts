import { describe, expect, test } from 'vitest';
import type { Row } from '../../src/paging/page.ts';
import { PageStarts } from '../../src/paging/page-starts.ts';

const keyOf = ({ id }: Row) => String(id);

/** Starts of ten rows each; a list of which so many starts are where they were, and what was looked at. */
function reading({ pages, hold, from = 0 }: { pages: number; hold: number; from?: number }) {
  const starts = new PageStarts();
  for (let page = 0; page < pages; page++)
    starts.push({ offset: from + page * 10, key: `r${page}`, twice: page });
  const looked: number[] = [];
  const rowAt = async (offset: number): Promise<Row | undefined> => {
    const page = (offset - from) / 10;
    looked.push(page);
    // Rows came in before what doesn't hold any more: another row is there now.
    return page < hold ? { id: `r${page}` } : { id: `r${page - 1}` };
  };
  return { starts, looked, find: () => starts.lastThatHolds(rowAt, keyOf) };
}

describe('after a shift', () => {
  test.each([2, 3, 9, 10])(
    'the last of %i page starts that still holds is found by halving',
    async (pages) => {
      for (let hold = 2; hold <= pages; hold++) {
        const { starts, looked, find } = reading({ pages, hold });
        const last = hold - 1;
        expect(await find()).toEqual({ offset: last * 10, key: `r${last}`, twice: last });
        expect(looked.length).toBeLessThanOrEqual(Math.ceil(Math.log2(pages)));
        expect(new Set(looked).size).toBe(looked.length);
        expect(looked.every((page) => page > 0 && page < pages)).toBe(true);
        // That page is read again: it and the later ones are forgotten.
        expect(starts.size).toBe(last);
      }
    },
  );

  test('the beginning of the list always holds', async () => {
    const { starts, find } = reading({ pages: 6, hold: 1 });
    expect(await find()).toBeUndefined();
    expect(starts.size).toBe(0);
    expect(await new PageStarts().lastThatHolds(async () => undefined, keyOf)).toBeUndefined();
  });

  test('a reading that began further back goes back to where it began', async () => {
    const { find } = reading({ pages: 3, hold: 1, from: 500 });
    expect(await find()).toEqual({ offset: 500, key: 'r0', twice: 0 });
  });

  test('a start whose row is gone does not hold', async () => {
    const { starts } = reading({ pages: 4, hold: 4 });
    expect(
      await starts.lastThatHolds(
        async () => undefined,
        () => 'r2',
      ),
    ).toBeUndefined();
  });
});

test('tells the first row of all by its key', () => {
  const { starts } = reading({ pages: 2, hold: 2 });
  expect(starts.isFirst('r0')).toBe(true);
  expect(starts.isFirst('r1')).toBe(false);
  expect(new PageStarts().isFirst('r0')).toBe(false);
});
