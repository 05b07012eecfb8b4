import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { FetchPage } from '../../src/paging/page.ts';
import { readPages } from '../../src/paging/read-pages.ts';
import { emptyReport } from '../../src/paging/reading.ts';
import { rowKey } from '../../src/paging/row-key.ts';
import { type ListOptions, MovingList } from '../support/moving-list.ts';

/** How many requests a reading takes is what a rate limit is spent on: these counts are exact. */
const keyOf = rowKey(['id']);

async function read(list: ListOptions, pageSize: number, concurrency: number) {
  const server = new MovingList(list);
  const report = emptyReport();
  const ids: string[] = [];
  const options = { fetchPage: server.fetchPage, keyOf, pageSize, concurrency, report };
  for await (const rows of readPages(options)) for (const { id } of rows) ids.push(String(id));
  return { server, report, ids };
}

test.each([1, 4, 8])(
  'no page is asked for that holds the last row and nothing else (%i at once)',
  async (atOnce) => {
    // Pages of 10 with one row of overlap: rows 0-9, 9-19, 19-29.
    const { server, ids } = await read({ rows: 30, totalOff: 0 }, 10, atOnce);
    expect(ids).toHaveLength(30);
    expect(server.requests).toBe(3);
  },
);

test.each([1, 4])(
  'a server that gives fewer rows than asked for is asked in its own steps (%i at once)',
  async (atOnce) => {
    const { server, ids, report } = await read({ rows: 61, totalOff: 0, clamp: 6 }, 10, atOnce);
    expect(ids).toHaveLength(61);
    expect(report.complete).toBe(true);
    // Six rows, then five new ones each.
    expect(server.requests).toBe(12);
  },
);

test('every request is counted, those that look for the place after a shift too', async () => {
  const changes = [
    [],
    [],
    [{ kind: 'insert' as const, place: 0 }],
    [],
    [{ kind: 'delete' as const, place: 0.2 }],
  ];
  const { server, report } = await read({ rows: 60, totalOff: 0, changes }, 10, 1);
  expect(report.shifts).toBeGreaterThan(0);
  expect(report.pages).toBe(server.requests);
});

test('a shift near the end of a long list is not paid with reading all of it again', async () => {
  const changes = Array.from({ length: 38 }, () => []);
  const late = [...changes, [{ kind: 'insert' as const, place: 0.9 }]];
  const { server, report, ids } = await read({ rows: 4000, totalOff: 0, changes: late }, 100, 1);
  expect(report).toMatchObject({ complete: true, shifts: 1 });
  expect(ids).toHaveLength(4001);
  // 41 pages, those behind the shift again, and a look at every halving of 38 page starts.
  expect(server.requests).toBeLessThan(41 + 6 + 6);
});

describe('while the rows of a page are worked on', () => {
  const asking = () => {
    const list = new MovingList({ rows: 100, totalOff: 0 });
    const asked: number[] = [];
    const fetchPage: FetchPage = (offset, limit, wish) => {
      asked.push(offset);
      return list.fetchPage(offset, limit, wish);
    };
    return { asked, fetchPage };
  };

  test('the next ones come in', async () => {
    const { asked, fetchPage } = asking();
    const pages = readPages({ fetchPage, keyOf, pageSize: 10, concurrency: 3 });
    await pages.next();
    await turn();
    expect(asked).toEqual([0, 9, 19, 29]);
    await pages.return();
  });

  test('none comes in where one at a time was asked for', async () => {
    const { asked, fetchPage } = asking();
    const pages = readPages({ fetchPage, keyOf, pageSize: 10, concurrency: 1 });
    await pages.next();
    await turn();
    expect(asked).toEqual([0]);
    await pages.return();
  });
});
