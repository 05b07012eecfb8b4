import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPages } from '../../src/paging/read-pages.ts';
import { emptyReport } from '../../src/paging/reading.ts';
import { rowKey } from '../../src/paging/row-key.ts';
import { type Change, type ListOptions, MovingList } from '../support/moving-list.ts';

interface Setup extends ListOptions {
  readonly pageSize: number;
  readonly concurrency: number;
  readonly without?: 'fence' | 'dedupe';
}

async function read({ pageSize, concurrency, without, ...list }: Setup) {
  const server = new MovingList(list);
  const report = emptyReport();
  const ids: string[] = [];
  const options = {
    fetchPage: server.fetchPage,
    keyOf: rowKey(['id']),
    pageSize,
    concurrency,
    report,
    without,
  };
  for await (const rows of readPages(options)) for (const row of rows) ids.push(String(row.id));
  return { server, report, ids };
}

const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom('insert', 'insert', 'delete', 'duplicate'),
  place: fc.double({ min: 0, max: 1, noNaN: true }),
});

const anySetup: fc.Arbitrary<Setup> = fc.record({
  rows: fc.nat(60),
  pageSize: fc.integer({ min: 1, max: 12 }),
  concurrency: fc.integer({ min: 1, max: 8 }),
  clamp: fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined }),
  totalOff: fc.constantFrom(0, 0, 0, undefined, -3, 5),
  hasMore: fc.constantFrom('right', 'right', 'missing'),
  nextOffset: fc.constantFrom('right', 'missing'),
  // Most requests see no change, as in life; some see several.
  changes: fc.array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.array(change, { maxLength: 4 }) },
    ),
    { maxLength: 60 },
  ),
});

/** One row per request, and not a word of whether there is more: nobody could tell the end of such a list. */
const hopeless = ({ clamp, hasMore, nextOffset }: Setup) =>
  clamp === 1 && hasMore === 'missing' && nextOffset === 'missing';

const setup = anySetup.filter((options) => !hopeless(options));

/** Nothing lost and none doubled, or it says that it is not complete. */
async function holds(options: Setup): Promise<boolean> {
  const { server, report, ids } = await read(options);
  const delivered = new Set(ids);
  if (delivered.size !== ids.length) return false;
  if (report.complete !== (report.problems.length === 0)) return false;
  return !report.complete || [...server.lasting].every((id) => delivered.has(id));
}

describe('a list that changes between any two requests', () => {
  test('loses nothing that was there at the start and doubles nothing, or says so', async () => {
    await fc.assert(fc.asyncProperty(setup, holds), { numRuns: 2000 });
  });

  test('also where it shrinks more than it grows', async () => {
    const shrinking = fc.array(
      fc.array(
        fc.record({
          kind: fc.constantFrom('delete', 'delete', 'delete', 'insert'),
          place: fc.double({ min: 0, max: 0.6, noNaN: true }),
        }),
        { maxLength: 5 },
      ),
      { maxLength: 30 },
    );
    const small = fc.record({
      rows: fc.integer({ min: 8, max: 24 }),
      pageSize: fc.integer({ min: 2, max: 4 }),
      concurrency: fc.constantFrom(1, 3),
      totalOff: fc.constantFrom(0, 0, undefined),
      hasMore: fc.constantFrom('right', 'missing'),
      changes: shrinking,
    });
    await fc.assert(fc.asyncProperty(small, holds), { numRuns: 2000 });
  });

  test.each(['fence', 'dedupe'] as const)('the same fails without the %s', async (without) => {
    const property = fc.asyncProperty(setup, (options) => holds({ ...options, without }));
    const result = await fc.check(property, { numRuns: 2000 });
    expect(result.failed).toBe(true);
  });

  test('is complete most of the time, not incomplete by habit', async () => {
    let runs = 0;
    let complete = 0;
    const plain = setup.map((options): Setup => ({ ...options, totalOff: 0, clamp: undefined }));
    await fc.assert(
      fc.asyncProperty(plain, async (options) => {
        const { report } = await read(options);
        runs += 1;
        if (report.complete) complete += 1;
      }),
      { numRuns: 500, seed: 1 },
    );
    expect(complete / runs).toBeGreaterThan(0.9);
  });
});

describe('a list that does not change', () => {
  const still = setup.map(
    (options): Setup => ({
      ...options,
      changes: [],
      totalOff: options.totalOff === undefined ? undefined : 0,
    }),
  );

  test('is read whole and in order, with no more requests than needed', async () => {
    await fc.assert(
      fc.asyncProperty(still, async (options) => {
        const { server, report, ids } = await read(options);
        expect(ids).toEqual(server.ids);
        expect(report).toMatchObject({ delivered: ids.length, read: ids.length, duplicates: 0, shifts: 0 });
        const page = Math.min(options.pageSize, options.clamp ?? Number.POSITIVE_INFINITY);
        // A server that gives one row per request leaves no room for a fence.
        if (page > 1 || options.clamp === undefined || options.rows < 2) expect(report.problems).toEqual([]);
        if (options.clamp === undefined) {
          expect(server.requests).toBeLessThanOrEqual(Math.ceil(ids.length / page) * (1 + 1 / page) + 2);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test.each([1, 4, 8])(
    'a thousand per page, %i at once: one request per 999 rows and no more',
    async (concurrency) => {
      const { server, ids } = await read({ rows: 20_000, pageSize: 1000, concurrency, totalOff: 0 });
      expect(ids).toHaveLength(20_000);
      expect(server.requests).toBe(21);
    },
  );

  test('pages hold as many records as asked for', async () => {
    const server = new MovingList({ rows: 25, totalOff: 0 });
    const sizes: number[] = [];
    const options = { fetchPage: server.fetchPage, keyOf: rowKey(['id']), pageSize: 10, concurrency: 2 };
    for await (const rows of readPages(options)) sizes.push(rows.length);
    expect(sizes).toEqual([10, 10, 5]);
  });
});
