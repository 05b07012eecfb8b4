import { expect, test } from 'vitest';
import type { FetchPage, RawPage, Row } from '../../src/paging/page.ts';
import { readPages } from '../../src/paging/read-pages.ts';
import { emptyReport } from '../../src/paging/reading.ts';
import { rowKey } from '../../src/paging/row-key.ts';
import { MovingList } from '../support/moving-list.ts';

const row = (id: number): Row => ({ id: `r${id}` });
const rows = (from: number, to: number): Row[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, i) => row(from + i));
const page = (found: Row[], pagination: RawPage['pagination']): RawPage => ({
  rows: found,
  pagination,
  warnings: [],
});

async function readFrom(serve: (offset: number, limit: number) => RawPage, pageSize = 10, concurrency = 1) {
  let requests = 0;
  const fetchPage: FetchPage = async (offset, limit) => {
    requests += 1;
    if (requests > 500) throw new Error('This never ends.');
    return serve(offset, limit);
  };
  const report = emptyReport();
  const ids: unknown[] = [];
  for await (const found of readPages({ fetchPage, keyOf: rowKey(['id']), pageSize, concurrency, report })) {
    ids.push(...found.map(({ id }) => id));
  }
  return { ids, report, requests };
}

test('hasMore for ever, with empty pages', async () => {
  const { ids, report, requests } = await readFrom((offset, limit) =>
    page(rows(offset, Math.min(25, offset + limit)), { hasMore: true }),
  );
  expect(ids).toHaveLength(25);
  expect(report.complete).toBe(false);
  expect(report.problems.join()).toContain('sends nothing');
  expect(requests).toBeLessThan(8);
});

test('an empty list that says there is more', async () => {
  const { report } = await readFrom(() => page([], { hasMore: true }));
  expect(report).toMatchObject({ complete: false, delivered: 0 });
  expect(report.problems.join()).toContain('sends nothing');
});

test('an empty list that counts five', async () => {
  const { report } = await readFrom(() => page([], { total: 5 }));
  expect(report.complete).toBe(false);
  expect(report.problems.join()).toContain('sends nothing');
});

test('an empty list whose end is said is complete, whatever it counts', async () => {
  const { report } = await readFrom(() => page([], {}));
  expect(report).toMatchObject({ complete: true, problems: [] });
  const counted = await readFrom(() => page([], { hasMore: false, total: 5 }));
  expect(counted.report.problems).toEqual(['The server counts 5 rows but sent 0.']);
});

test.each([{ hasMore: true }, { total: 30 }, { nextOffset: 10 }])(
  'ten rows again and again are no whole list where the server says that it pages: %o',
  async (pagination) => {
    const { ids, report } = await readFrom(() => page(rows(0, 10), pagination));
    expect(ids).toHaveLength(10);
    expect(report.complete).toBe(false);
  },
);

test.each([-3, 4])('a count that is wrong by %i is said', async (off) => {
  const { ids, report } = await readFrom((offset, limit) =>
    page(rows(offset, Math.min(25, offset + limit)), { hasMore: offset + limit < 25, total: 25 + off }),
  );
  expect(ids).toHaveLength(25);
  expect(report).toMatchObject({
    complete: false,
    problems: [`The server counts ${25 + off} rows but sent 25.`],
  });
});

test('without hasMore, a total that is reached by a short page is the end', async () => {
  const { ids, report, requests } = await readFrom((offset, limit) =>
    page(rows(offset, Math.min(25, offset + limit)), { total: 25 }),
  );
  expect(ids).toHaveLength(25);
  expect(report.complete).toBe(true);
  expect(requests).toBe(3);
});

test.each([1, 4])(
  'the offset is ignored (%i at once): every row once, then it stops',
  async (concurrency) => {
    const { ids, report, requests } = await readFrom(
      (_, limit) => page(rows(0, limit), { hasMore: true, total: 100 }),
      10,
      concurrency,
    );
    expect(new Set(ids).size).toBe(ids.length);
    expect(report.complete).toBe(false);
    expect(report.problems.join()).toContain('again and again');
    expect(requests).toBeLessThan(40);
  },
);

test('one and the same row for ever', async () => {
  const { ids, report } = await readFrom(() => page([row(1)], { hasMore: true }));
  expect(ids).toEqual(['r1']);
  expect(report.complete).toBe(false);
});

test('a list that is not paged at all comes whole with the first answer', async () => {
  for (const size of [1, 7, 10, 30]) {
    const { ids, report } = await readFrom(() => page(rows(0, size), {}));
    expect(ids).toHaveLength(size);
    expect(report).toMatchObject({ complete: true, problems: [], shifts: 0, delivered: size });
  }
});

test('one row per request: all of them, and said that changes would not have been noticed', async () => {
  const { ids, report } = await readFrom((offset) =>
    page(rows(offset, Math.min(offset + 1, 5)), { hasMore: offset < 4 }),
  );
  expect(ids).toHaveLength(5);
  expect(report.complete).toBe(false);
  expect(report.problems.join()).toContain('overlap');
});

test('a server that counts in steps of its own is followed', async () => {
  // 40 rows stored, every second one shown: offsets count the stored ones.
  const { ids, report } = await readFrom((offset, limit) => {
    const found = rows(offset, Math.min(40, offset + limit)).filter((_, i) => (offset + i) % 2 === 0);
    const next = offset + limit;
    return page(found, { hasMore: next < 40, nextOffset: next < 40 ? next : undefined });
  });
  expect(new Set(ids).size).toBe(20);
  expect(report.complete).toBe(false);
});

test('a nextOffset behind a smaller page loses nothing: rows are counted as they come', async () => {
  // The server clamps to 4 rows, and yet counts on from the limit it was asked for.
  const { ids, report } = await readFrom((offset, limit) => {
    const found = rows(offset, Math.min(20, offset + Math.min(limit, 4)));
    return page(found, { hasMore: offset + 4 < 20, nextOffset: offset + limit, total: 20 });
  });
  expect(ids).toHaveLength(20);
  expect(report.complete).toBe(true);
});

test('a short page in between costs little', async () => {
  let requests = 0;
  const { ids } = await readFrom(
    (offset, limit) => {
      requests += 1;
      const size = requests === 3 ? 2 : limit;
      return page(rows(offset, Math.min(200, offset + size)), { total: 200, hasMore: offset + size < 200 });
    },
    10,
    4,
  );
  expect(ids).toHaveLength(200);
  expect(requests).toBeLessThan(32);
});

test('the server gives more than was asked for', async () => {
  const { ids, report } = await readFrom((offset) =>
    page(rows(offset, Math.min(100, offset + 50)), { total: 100, hasMore: offset + 50 < 100 }),
  );
  expect(ids).toHaveLength(100);
  expect(report.complete).toBe(true);
});

test('a list that keeps growing at the front ends', async () => {
  const changes = Array.from({ length: 3000 }, () => [{ kind: 'insert' as const, place: 0 }]);
  const server = new MovingList({ rows: 30, totalOff: 0, changes });
  const report = emptyReport();
  const options = { fetchPage: server.fetchPage, keyOf: rowKey(['id']), pageSize: 5, concurrency: 1, report };
  for await (const _ of readPages(options));
  expect(report.complete).toBe(false);
  expect(report.problems.join()).toContain('kept moving');
  expect(server.requests).toBeLessThan(2000);
});
