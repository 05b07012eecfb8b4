import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readEnvelope, rowsOf, unwrapOne } from '../../src/transport/envelope.ts';

describe('pagination', () => {
  const pagination = { total: 3, returned: 1, hasMore: true, nextOffset: 1, limit: 1, offset: 0 };
  test.each([
    ['nested', { data: [], metadata: { pagination } }],
    ['flat in the metadata', { data: [], metadata: { ...pagination } }],
    ['flat in the body', { data: [], ...pagination }],
    ['nested in the body', { data: [], pagination }],
    ['nested wins', { data: [], metadata: { pagination, total: 99 }, total: 98 }],
  ])('%s', (_, body) => {
    expect(readEnvelope(body).pagination).toEqual(pagination);
  });

  test.each([null, undefined, 'x', 5, [], { total: '3' }, { total: -1 }, { total: 1.5, hasMore: 'yes' }])(
    'of a wrong type (%j) counts as none',
    (wrong) => {
      const { total, hasMore } = readEnvelope({ data: [], metadata: { pagination: wrong } }).pagination;
      expect({ total, hasMore }).toEqual({ total: undefined, hasMore: undefined });
    },
  );
});

describe('warnings', () => {
  test.each([
    [null, []],
    [undefined, []],
    [{}, []],
    ['MISSING_INDEX: x', ['MISSING_INDEX: x']],
    [
      ['a', { code: 'b' }, null],
      ['a', '{"code":"b"}', 'null'],
    ],
  ])('%j', (warnings, expected) => {
    expect(readEnvelope({ data: [], metadata: { _warnings: warnings } }).warnings).toEqual(expected);
  });
  test('that are endlessly deep are cut', () => {
    const deep: unknown = JSON.parse(
      `{"metadata":{"_warnings":[${'['.repeat(20_000)}${']'.repeat(20_000)}]}}`,
    );
    expect(readEnvelope(deep).warnings).toHaveLength(1);
  });
});

describe('data', () => {
  const row = { id: 'a' };
  test.each([
    [{ data: [row] }, [row], row],
    [{ data: row }, [row], row],
    [{ data: [] }, [], null],
    [{ data: null }, [], null],
    [{ status: 'success' }, [], null],
    [{ data: 'text' }, [], 'text'],
    [[row], [row], row],
    [undefined, [], null],
    [null, [], null],
    ['text', [], 'text'],
    [{ data: [row], metadata: null }, [row], row],
    [{ data: [row], metadata: [] }, [row], row],
  ])('of %j', (body, rows, one) => {
    const envelope = readEnvelope(body);
    expect(rowsOf(envelope)).toEqual(rows);
    expect(unwrapOne(envelope)).toEqual(one);
  });
  test('what is no record is left out', () => {
    expect(rowsOf(readEnvelope({ data: [row, null, 5, 'x', [row]] }))).toEqual([row]);
  });
});

test('no JSON makes it crash', () => {
  const anything = fc.jsonValue({ maxDepth: 4 });
  const envelope = fc.record(
    {
      status: anything,
      data: anything,
      pagination: anything,
      metadata: fc.oneof(
        anything,
        fc.record({ pagination: anything, _warnings: anything, total: anything }, { requiredKeys: [] }),
      ),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof(anything, envelope), (body) => {
      const read = readEnvelope(body);
      for (const row of rowsOf(read)) expect(typeof row).toBe('object');
      unwrapOne(read);
      for (const warning of read.warnings) expect(typeof warning).toBe('string');
      for (const value of [read.pagination.total, read.pagination.nextOffset, read.pagination.offset]) {
        expect(value === undefined || (Number.isSafeInteger(value) && value >= 0)).toBe(true);
      }
    }),
    { numRuns: 1000 },
  );
});
