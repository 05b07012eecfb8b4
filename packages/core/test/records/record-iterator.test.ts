import { expect, test } from 'vitest';
import { RecordIterator } from '../../src/records/record-iterator.ts';

function pagesOf(...pages: number[][]) {
  const seen = { ended: false };
  async function* all() {
    try {
      for (const records of pages) yield { records };
    } finally {
      seen.ended = true;
    }
  }
  return { records: new RecordIterator(all()), seen };
}

test('gives the records of all pages, also of empty ones, and ends', async () => {
  const { records } = pagesOf([1, 2], [], [3]);
  const got = [];
  for await (const record of records) got.push(record);
  expect(got).toEqual([1, 2, 3]);
  expect(await records.next()).toEqual({ value: undefined, done: true });
});

test('asked several times before a page is there, gives each record once', async () => {
  const { records } = pagesOf([1, 2], [3], [4]);
  const got = await Promise.all(Array.from({ length: 6 }, () => records.next()));
  expect(got.map(({ value }) => value).sort()).toEqual([1, 2, 3, 4, undefined, undefined]);
});

test('leaving the loop ends the pages', async () => {
  const { records, seen } = pagesOf([1, 2], [3]);
  for await (const _ of records) break;
  expect(seen.ended).toBe(true);
  expect(await records.next()).toEqual({ value: undefined, done: true });
});

test('an error of a page is thrown where its records would come', async () => {
  async function* failing() {
    yield { records: [1] };
    throw new Error('no more');
  }
  const records = new RecordIterator(failing());
  expect(await records.next()).toEqual({ value: 1, done: false });
  await expect(records.next()).rejects.toThrow('no more');
});
