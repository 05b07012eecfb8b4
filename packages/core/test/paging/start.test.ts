import { expect, test } from 'vitest';
import { MovedError } from '../../src/paging/moved-error.ts';
import type { FetchPage, Row } from '../../src/paging/page.ts';
import { readPages } from '../../src/paging/read-pages.ts';
import { emptyReport } from '../../src/paging/reading.ts';
import { rowKey } from '../../src/paging/row-key.ts';
import { failureOf } from '../support/client.ts';

/** Reads `ids` from an offset on; `first` is the row that stood there then. */
async function readFrom(ids: string, offset: number, first: string) {
  const all: Row[] = ids.split('').map((id) => ({ id }));
  const fetchPage: FetchPage = async (from, limit) => ({
    rows: all.slice(from, from + limit),
    pagination: { total: all.length, hasMore: from + limit < all.length },
    warnings: [],
  });
  const report = emptyReport();
  const start = { offset, holds: ({ id }: Row) => id === first };
  const found: unknown[] = [];
  const options = { fetchPage, keyOf: rowKey(['id']), pageSize: 3, concurrency: 1, report, start };
  for await (const rows of readPages(options)) found.push(...rows.map(({ id }) => id));
  return { found: found.join(''), report };
}

test('a reading goes on where an earlier one came to', async () => {
  const { found, report } = await readFrom('abcdefghij', 4, 'e');
  expect(found).toBe('efghij');
  expect(report).toMatchObject({ complete: true, problems: [], delivered: 6, duplicates: 0, read: 10 });
});

test('from the first row on, also where there is none', async () => {
  expect((await readFrom('abcd', 0, 'a')).found).toBe('abcd');
  expect((await readFrom('', 0, 'a')).report).toMatchObject({ complete: true, delivered: 0 });
});

test('another row at that place is said, not read on from', async () => {
  const error = await failureOf(readFrom('xabcdefghij', 4, 'e'));
  expect(error).toBeInstanceOf(MovedError);
  expect(error).toMatchObject({ message: expect.stringContaining('before row 4') });
  expect(await failureOf(readFrom('xabcd', 0, 'a'))).toBeInstanceOf(MovedError);
});

test('so is a list that has become shorter than that', async () => {
  const error = await failureOf(readFrom('abc', 4, 'e'));
  expect(error).toBeInstanceOf(MovedError);
  expect(error).toMatchObject({ message: expect.stringContaining('no row 4') });
});
