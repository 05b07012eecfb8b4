import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Row } from '../../src/paging/page.ts';
import { readPages } from '../../src/paging/read-pages.ts';
import { emptyReport } from '../../src/paging/reading.ts';
import { rowKey } from '../../src/paging/row-key.ts';

/** Reads a list whose order, per request, is told. */
async function read(order: () => Row[], pageSize: number) {
  const report = emptyReport();
  const found: Row[] = [];
  let requests = 0;
  const pages = readPages({
    fetchPage: async (offset, limit) => {
      requests += 1;
      const rows = order();
      const total = rows.length;
      return {
        rows: rows.slice(offset, offset + limit).map((row) => ({ ...row })),
        pagination: { total, hasMore: offset + limit < total },
        warnings: [],
      };
    },
    keyOf: rowKey(['id']),
    pageSize,
    concurrency: 1,
    report,
  });
  for await (const rows of pages) found.push(...rows);
  return { ids: found.map(({ id }) => id), found, report, requests };
}

describe('rows with the same time, whose order differs between requests', () => {
  test('none is lost, or it is said', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(6), { minLength: 2, maxLength: 40 }),
        fc.integer({ min: 2, max: 10 }),
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        async (times, pageSize, random) => {
          const rows = times.toSorted((a, b) => a - b).map((time, i) => ({ id: `r${i}`, time }));
          const shuffled = () =>
            rows
              .map((row) => ({ row, order: random.next().value }))
              .sort((a, b) => a.row.time - b.row.time || a.order - b.order)
              .map(({ row }) => row);
          const { ids, report } = await read(shuffled, pageSize);
          expect(new Set(ids).size).toBe(ids.length);
          if (report.complete) expect(ids.toSorted()).toEqual(rows.map(({ id }) => id).toSorted());
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('one swap at the edge of a page is found and made good', async () => {
    const rows = 'abcdefghijkl'.split('').map((id) => ({ id, time: 'cde'.includes(id) ? 2 : id }));
    const swapped = rows.map((row) =>
      row.time === 2 && row.id !== 'd' ? { ...row, id: row.id === 'c' ? 'e' : 'c' } : row,
    );
    let request = 0;
    const { ids, report } = await read(() => {
      request += 1;
      // The second request sees c and e the other way round: c again, and e never.
      return request === 2 ? swapped : rows;
    }, 4);
    expect(ids.toSorted().join('')).toBe('abcdefghijkl');
    expect(report).toMatchObject({ complete: true, problems: [] });
  });
});

test('a swap at an edge is found also after a shift', async () => {
  const rows = (ids: string) => ids.split('').map((id) => ({ id, time: 'fgh'.includes(id) ? 'f' : id }));
  // Pages begin with their fence: abcd | then 0 comes in: cdef is no continuation | 0abc, cdefg | h and f swap places.
  const seen = ['abcdefghijklm', '0abcdefghijklm', '0abcdefghijklm', '0abcdefghijklm', '0abcdehgfijklm'];
  let request = 0;
  const { ids, report } = await read(() => rows(seen[request++] ?? '0abcdefghijklm'), 4);
  expect(report.shifts).toBe(1);
  expect(ids.toSorted().join('')).toBe('0abcdefghijklm');
  expect(report).toMatchObject({ complete: true, problems: [] });
});

describe('rows that the server holds twice', () => {
  const rows = (ids: string) => ids.split('').map((id) => ({ id }));
  test.each(['aabcdef', 'abcddefg', 'abcdefgg', 'abccccccdef'])(
    '%s: each once, and complete',
    async (ids) => {
      const { ids: found, report } = await read(() => rows(ids), 4);
      expect(found).toEqual([...new Set(ids.split(''))]);
      expect(report).toMatchObject({
        complete: true,
        problems: [],
        conflicts: 0,
        duplicates: ids.length - found.length,
      });
    },
  );

  test('with another content: the first one is delivered, the conflict is counted', async () => {
    const list = [
      { id: 'a', v: 1 },
      { id: 'b', v: 1 },
      { id: 'c', v: 1 },
      { id: 'a', v: 2 },
      { id: 'a', v: 3 },
    ];
    for (const pageSize of [2, 3, 10]) {
      const { found, report } = await read(() => list, pageSize);
      expect(found).toEqual(list.slice(0, 3));
      expect(report).toMatchObject({ conflicts: 1, duplicates: 2, complete: true });
    }
  });

  test('the order of the fields is no conflict, and neither is a nested one that is the same', async () => {
    const list = [
      { id: 'a', v: { x: [1, null] }, w: true },
      { w: true, v: { x: [1, null] }, id: 'a' },
      { id: 'b' },
      { id: 'b', extra: null },
    ];
    const { report } = await read(() => list, 10);
    expect(report.conflicts).toBe(1);
  });

  test('further back than 10,000 rows it is only known that it came before', async () => {
    const many = Array.from({ length: 11_000 }, (_, i) => ({ id: `r${i}`, v: 1 }));
    const near = [...many, { id: 'r10999', v: 2 }];
    const far = [...many, { id: 'r0', v: 2 }];
    expect((await read(() => near, 1000)).report).toMatchObject({ conflicts: 1, duplicates: 1 });
    expect((await read(() => far, 1000)).report).toMatchObject({ conflicts: 0, duplicates: 1 });
  });

  test('twice on pages next to each other: one look at the edge tells', async () => {
    const { ids, report, requests } = await read(() => rows('abcdebfg'), 4);
    expect(ids.join('')).toBe('abcdefg');
    expect(report).toMatchObject({ complete: true, problems: [], duplicates: 1 });
    expect(requests).toBe(3);
    expect(report.pages).toBe(requests);
  });

  test('twice at every edge: it is looked at twenty edges and no more', async () => {
    // Pages of four and a fence; the third row of each comes again as the second of the next.
    const list = Array.from({ length: 160 }, (_, i) => ({ id: `r${i % 4 === 1 && i > 4 ? i - 3 : i}` }));
    const { report, requests } = await read(() => list, 4);
    expect(report).toMatchObject({ complete: true, problems: [], delivered: 121, duplicates: 39 });
    expect(requests).toBe(40 + 20);
  });

  test('twice everywhere costs at most a few requests more', async () => {
    const list = Array.from({ length: 4000 }, (_, i) => ({ id: `r${Math.floor(i / 2)}` }));
    const { report, requests } = await read(() => list, 50);
    expect(report).toMatchObject({ complete: true, delivered: 2000, duplicates: 2000 });
    expect(requests).toBeLessThan(81 + 25);
  });
});
