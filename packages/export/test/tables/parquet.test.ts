import { join } from 'node:path';
import { dataType, type FieldInfo, fieldsOf } from '@hyperstudy-workflows/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ColumnSet } from '../../src/tables/column-set.ts';
import { columnType } from '../../src/tables/parquet/column-type.ts';
import { kindBits } from '../../src/tables/parquet/kinds.ts';
import { parquetCells } from '../../src/tables/parquet/read.ts';
import {
  microsecondsOf,
  timePrecision,
  timeText,
  wholeMilliseconds,
} from '../../src/tables/parquet/times.ts';
import { useFolders, writeTable } from '../support.ts';

const newFolder = useFolders();

/** Whether the calendar has it: Date takes 30 February for 2 March. */
const isReal = (text: string): boolean =>
  !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().slice(0, 19) === text.slice(0, 19);

describe('moments', () => {
  it.each<[string, 'ms' | 'us' | undefined]>([
    ['2026-03-11T15:04:20Z', 'ms'],
    ['2026-03-11T15:04:20.1Z', 'ms'],
    ['2026-03-11T15:04:20.123Z', 'ms'],
    ['2026-03-11T15:04:20.1234Z', 'us'],
    ['2026-03-11T15:04:20.123456Z', 'us'],
    ['1960-03-11T15:04:20.123456Z', 'us'],
    ['2026-03-11T15:04:20.1234567Z', undefined],
    ['2026-02-30T00:00:00Z', undefined],
    ['1900-02-29T00:00:00Z', undefined],
    ['2000-02-29T00:00:00Z', 'ms'],
    ['2024-02-29T00:00:00Z', 'ms'],
    ['2026-03-11T24:00:00Z', undefined],
    ['2026-03-11T15:04:60Z', undefined],
    ['2026-03-11T15:04:20.Z', undefined],
    ['2026-03-11T15:04:20', undefined],
    ['2026-03-11T15:04:20+00:00', undefined],
    ['2026-03-11', undefined],
    ['', undefined],
  ])('%s: %s', (text, precision) => {
    expect(timePrecision(text)).toBe(precision);
  });

  it('are what Date takes them for, to the millisecond', () => {
    const [from, to] = [Date.UTC(0, 0, 1) - 1900 * 366 * 86_400_000, Date.UTC(9999, 11, 31)];
    const date = fc.date({ min: new Date(from), max: new Date(to), noInvalidDate: true });
    fc.assert(
      fc.property(
        date.filter((moment) => moment.getUTCFullYear() >= 0),
        (moment) => {
          expect(wholeMilliseconds(moment.toISOString())).toBe(moment.getTime());
        },
      ),
      { numRuns: 2_000 },
    );
    const text = fc.stringMatching(
      /^[0-9]{4}-[0-3][0-9]-[0-3][0-9]T[0-3][0-9]:[0-7][0-9]:[0-7][0-9](\.[0-9x]{0,7})?[Zz]?$/,
    );
    fc.assert(
      fc.property(text, (any) => {
        const same = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/.test(any) && isReal(any);
        expect(wholeMilliseconds(any)).toBe(same ? Date.parse(any) : Number.NaN);
      }),
      { numRuns: 5_000 },
    );
  });

  it('are written as they were read, to the microsecond', () => {
    const micros = fc.bigInt({ min: -2_208_988_800_000_000n, max: 4_102_444_800_000_000n });
    fc.assert(
      fc.property(micros, (moment) => {
        expect(microsecondsOf(timeText(moment, 'us'))).toBe(moment);
      }),
    );
  });
});

describe('the type of a column', () => {
  const field = (more: Partial<FieldInfo>): FieldInfo => ({
    name: 'x',
    kinds: ['string'],
    description: '',
    required: true,
    fields: [],
    ...more,
  });
  const time = field({ unit: 'ISO 8601' });
  const number = field({ kinds: ['number', 'null'] });
  const open = field({ kinds: ['any'] });
  it.each<[string, FieldInfo, number, string]>([
    ['text', field({}), kindBits.text, 'text'],
    ['numbers in a field of text', field({}), kindBits.number, 'text'],
    ['a number', number, kindBits.number, 'number'],
    ['no value yet', number, 0, 'number'],
    ['no moment yet', time, 0, 'ms'],
    ['text in a field of numbers', number, kindBits.number | kindBits.text, 'text'],
    ['moments', time, kindBits.ms, 'ms'],
    ['moments of both precisions', time, kindBits.ms | kindBits.us, 'us'],
    ['a moment that is none', time, kindBits.ms | kindBits.text, 'text'],
    ['anything, all numbers', open, kindBits.number, 'number'],
    ['anything, all booleans', open, kindBits.boolean, 'boolean'],
    ['anything mixed', open, kindBits.number | kindBits.boolean, 'text'],
    ['text, or what is nested', open, kindBits.text, 'text'],
    ['nested, as states of earlier versions have it', open, 8, 'text'],
  ])('%s', (_, info, bits, type) => {
    const [column] = new ColumnSet([info]).columns;
    expect(column && columnType(column, bits)).toBe(type);
  });
});

it('a value of another type makes its column text, and none is lost', async () => {
  const out = await newFolder();
  const onsets = [1.5, -3, 'late', '5', true, null, { ms: 3 }];
  const rows = onsets.map((onset, i) => ({ id: `e${i}`, timestamp: '2026-01-01T00:00:00Z', onset }));
  await writeTable(out, 'events', rows, { kind: 'parquet' });
  const { columns } = new ColumnSet(fieldsOf(dataType('events')));
  const found: unknown[] = [];
  for await (const cells of parquetCells(join(out, 'events.parquet'))) {
    found.push(cells[columns.findIndex(({ name }) => name === 'onset')] ?? null);
  }
  expect(found).toEqual(['1.5', '-3', 'late', '5', 'true', null, null]);
});

it('holds more records than a row group, and any part of them can be read', async () => {
  const out = await newFolder();
  const rows = Array.from({ length: 45_000 }, (_, i) => ({
    id: `e${i}`,
    onset: i,
    timestamp: `2026-01-01T00:00:00Z`,
  }));
  await writeTable(out, 'events', rows, { kind: 'parquet' });
  const ids = async (start?: number, end?: number): Promise<unknown[]> => {
    const found: unknown[] = [];
    for await (const [id] of parquetCells(join(out, 'events.parquet'), start, end)) found.push(id);
    return found;
  };
  expect(await ids()).toEqual(rows.map(({ id }) => id));
  expect(await ids(19_990, 40_010)).toEqual(rows.slice(19_990, 40_010).map(({ id }) => id));
  expect(await ids(45_000)).toEqual([]);
});
