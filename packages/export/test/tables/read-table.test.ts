import {
  type DataTypeName,
  dataType,
  dataTypeNames,
  type FieldInfo,
  fieldsOf,
} from '@hyperstudy-workflows/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvScanner } from '../../src/tables/csv-scanner.ts';
import type { TableFormat } from '../../src/tables/format.ts';
import { readTable } from '../../src/tables/read-table.ts';
import { hostileText, useFolders, writeTable } from '../support.ts';

const newFolder = useFolders();
type Row = Record<string, unknown>;

const number = fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0));
const json = fc.oneof(
  // Where any JSON may stand, text that looks like a number can't be told from one in CSV.
  hostileText.map((text) => `x${text}`),
  number,
  fc.boolean(),
  fc.array(fc.oneof(hostileText, number, fc.constant(null)), { maxLength: 3 }),
);

/** A value that the registry allows for a field. */
function anyValueOf({ kinds, fields }: FieldInfo): fc.Arbitrary<unknown> {
  if (fields.length > 0) return recordOf(fields);
  const choices = kinds.flatMap((kind) => {
    if (kind === 'string')
      return kinds.includes('number') ? hostileText.map((text) => `x${text}`) : hostileText;
    if (kind === 'number') return number;
    if (kind === 'boolean') return fc.boolean();
    if (kind === 'array') return fc.array(hostileText, { maxLength: 3 });
    return kind === 'any' ? json : [];
  });
  return choices.length > 0 ? fc.oneof(...choices) : fc.constant(undefined);
}

function recordOf(fields: readonly FieldInfo[]): fc.Arbitrary<Row> {
  const model = Object.fromEntries(fields.map((field) => [field.name, anyValueOf(field)]));
  return fc.record(model, { requiredKeys: [] }).map(withoutEmpty);
}

/** No value is no field, and an object with nothing in it is a value that isn't there. */
const withoutEmpty = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).filter(([, value]) => {
      if (value === undefined) return false;
      return (
        typeof value !== 'object' || value === null || Array.isArray(value) || Object.keys(value).length > 0
      );
    }),
  );

/** Fields that nobody knows, with objects one level deep. */
const unknownFields = fc.dictionary(
  fc.oneof(
    fc.constantFrom('__proto__', 'constructor', 'id_x', 'onset_sec_2', ''),
    hostileText.map((text) => `x${text}`),
  ),
  fc.oneof(
    json,
    fc.dictionary(
      hostileText.map((text) => `x${text}`),
      json,
      { minKeys: 1, maxKeys: 3, noNullPrototype: true },
    ),
  ),
  { maxKeys: 3, noNullPrototype: true },
);

async function readBack(type: DataTypeName, rows: readonly Row[], format?: TableFormat): Promise<Row[]> {
  const out = await newFolder();
  const { entry } = await writeTable(out, type, rows, format);
  const back: Row[] = [];
  for await (const row of readTable(out, entry)) back.push(row);
  return back;
}

const formats: readonly TableFormat[] = [
  { kind: 'csv' },
  { kind: 'csv', gzip: true, excel: true, guard: true },
  { kind: 'ndjson' },
  { kind: 'ndjson', gzip: true },
  { kind: 'parquet' },
];

describe.each(formats)('$kind, gzip $gzip, excel $excel', (format) => {
  it.each(dataTypeNames)('%s: rows are read as they were written', async (type) => {
    const row = fc
      .tuple(recordOf(fieldsOf(dataType(type))), unknownFields)
      .map(([known, more]) => ({ ...more, ...known }));
    const property = fc.asyncProperty(fc.array(row, { maxLength: 6 }), async (rows) => {
      expect(await readBack(type, rows, format)).toEqual(rows);
    });
    await fc.assert(property, { numRuns: 12 });
  });
});

it('null is read as absent, text in a number column as text', async () => {
  const rows = [
    { id: 'a', onset: 'late', roomId: null, timestamp: '2026-01-01T00:00:00Z' },
    { id: '7', onset: 1.5, value: { score: null, label: '' } },
  ];
  expect(await readBack('events', rows)).toEqual([
    { id: 'a', onset: 'late', timestamp: '2026-01-01T00:00:00Z' },
    { id: '7', onset: 1.5, value: { label: '' } },
  ]);
});

it('records are found however the text is cut, with either line end', () => {
  const cell = fc.option(hostileText, { nil: undefined });
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 6 });
  const property = fc.property(
    table,
    fc.constantFrom('\n', '\r\n'),
    fc.integer({ min: 1, max: 9 }),
    (records, end, cut) => {
      const quoted = (text: string | undefined) =>
        text === undefined ? '' : `"${text.replaceAll('"', '""')}"`;
      const bare = (text: string | undefined) =>
        text !== '' && !/[",\r\n]/.test(text ?? '') ? (text ?? '') : quoted(text);
      const text = records
        .map((cells, i) => `${cells.map(i % 2 === 0 ? bare : quoted).join(',')}${end}`)
        .join('');
      const scanner = new CsvScanner();
      const found: unknown[] = [];
      for (let i = 0; i < text.length; i += cut) found.push(...scanner.push(text.slice(i, i + cut)));
      expect(found).toEqual(records);
      expect(scanner.rest).toBe('');
    },
  );
  fc.assert(property, { numRuns: 300 });
});
