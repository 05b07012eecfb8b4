import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FieldInfo } from '@hyperstudy-workflows/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Column } from '../../src/tables/column-set.ts';
import { createTable } from '../../src/tables/open-table.ts';
import { field, hostileText, readCsv, useFolders, writeTable } from '../support.ts';

const newFolder = useFolders();

type Row = Readonly<Record<string, unknown>>;

/** Writes rows as a table; what it says of it, and the lines as somebody else's parser reads them. */
async function tableOf(rows: readonly Row[], fields: readonly FieldInfo[] = [field('id')]) {
  const folder = await newFolder();
  const { finished } = await writeTable(folder, 'events', rows, { kind: 'csv' }, fields);
  const { columns, rows: count } = finished;
  const text = await readFile(join(folder, 'events.csv'), 'utf8');
  const [header = [], ...lines] = readCsv(text);
  return { columns, count, text, header, lines, files: await readdir(folder) };
}

/** What a cell must hold, from the record and the column's path: written apart from the code under test. */
function expectedCell(row: Row, { path: [name, child] }: Column): string | undefined {
  const value = Object.hasOwn(row, name) ? row[name] : undefined;
  const isGroup =
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
  if (child === undefined) return isGroup ? undefined : textOf(value);
  return isGroup && Object.hasOwn(value, child) ? textOf((value as Row)[child]) : undefined;
}

function textOf(value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const leaf = fc.oneof(
  hostileText,
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
);
const name = fc
  .oneof(
    fc.constantFrom('a', 'b', 'a_b', 'b_a', '_more', '__proto__', 'constructor', 'toString', ''),
    hostileText,
  )
  .filter((text) => text !== 'onset' && text !== 'id');
const value = fc.oneof(
  leaf,
  fc.array(leaf, { maxLength: 3 }),
  fc.dictionary(name, fc.oneof(leaf, fc.array(leaf, { maxLength: 2 })), {
    maxKeys: 3,
    noNullPrototype: true,
  }),
);
const row = fc.dictionary(name, value, { maxKeys: 5, noNullPrototype: true });

describe('any records', () => {
  it('are read back by another parser as they were written', async () => {
    const property = fc.asyncProperty(fc.array(row, { maxLength: 8 }), async (rows) => {
      const records = rows.map((record, index) => ({ id: String(index), ...record }));
      const { columns, lines, header, count } = await tableOf(records);
      expect(count).toBe(records.length);
      // An empty name is quoted, as empty text is.
      expect(header).toEqual(columns.map(({ name }) => name));
      expect(lines).toEqual(records.map((record) => columns.map((column) => expectedCell(record, column))));
    });
    await fc.assert(property, { numRuns: 150 });
  });

  it('leave no second column of a name, and no other file', async () => {
    const property = fc.asyncProperty(fc.array(row, { maxLength: 8 }), async (rows) => {
      const { header, files } = await tableOf(rows);
      expect(new Set(header).size).toBe(header.length);
      expect(files).toEqual(['events.csv']);
    });
    await fc.assert(property, { numRuns: 50 });
  });
});

describe('cells', () => {
  it('tell empty text from no value', async () => {
    const { text } = await tableOf([{ id: 'a', x: '' }, { id: 'b', x: null }, { id: 'c' }]);
    expect(text).toBe('id,x\na,""\nb,\nc,\n');
  });

  it('are quoted only where they must be', async () => {
    const { text } = await tableOf([{ id: 'a b', x: 'say "hi"', y: 'one\ntwo', z: 'é;' }]);
    expect(text).toBe('id,x,y,z\na b,"say ""hi""","one\ntwo",é;\n');
  });

  it('with a carriage return are quoted: some readers end a line there', async () => {
    const { text } = await tableOf([{ id: 'one\rtwo' }]);
    expect(text).toBe('id\n"one\rtwo"\n');
  });

  it('hold JSON for what is deeper than one level', async () => {
    const { text } = await tableOf([{ id: 1, scale: { min: 0, labels: ['a', 'b'], more: { deep: true } } }]);
    expect(text).toBe('id,scale_min,scale_labels,scale_more\n1,0,"[""a"",""b""]","{""deep"":true}"\n');
  });

  it('of onset come in seconds too', async () => {
    const { text } = await tableOf(
      [{ onset: -377590 }, { onset: 250 }, { onset: 'late' }, {}],
      [field('onset')],
    );
    expect(text).toBe('onset,onset_sec\n-377590,-377.59\n250,0.25\nlate,\n,\n');
  });
});

describe('columns', () => {
  it('of known fields are there without a record, in the order given', async () => {
    const { text } = await tableOf([], [field('b'), field('scale', ['min', 'max']), field('a')]);
    expect(text).toBe('b,scale_min,scale_max,a\n');
  });

  it('that turn up are appended, and nothing moves', async () => {
    const { text } = await tableOf([{ z: 1, id: 'a' }, { y: 2, id: 'b' }, { id: 'c' }]);
    expect(text).toBe('id,z,y\na,1,\nb,,2\nc,,\n');
  });

  it('of the same name are numbered', async () => {
    const { text, columns } = await tableOf([{ scale_min: 1, scale: { min: 2 } }], [field('scale', ['min'])]);
    expect(text).toBe('scale_min,scale_min_2\n2,1\n');
    expect(columns.map(({ path }) => path)).toEqual([['scale', 'min'], ['scale_min']]);
  });

  it('are 2,000 at most; what has no place goes to one column as JSON', async () => {
    const record = Object.fromEntries(Array.from({ length: 2_100 }, (_, index) => [`f${index}`, index]));
    const { header, lines, columns } = await tableOf([record, { f2050: 'again', f1: 'x' }]);
    expect(columns).toHaveLength(2_001);
    expect(header.at(-1)).toBe('_more');
    expect(Object.keys(JSON.parse(lines[0]?.at(-1) ?? ''))).toHaveLength(2_100 - 1_999);
    expect(JSON.parse(lines[1]?.at(-1) ?? '')).toEqual({ f2050: 'again' });
    expect(lines[1]?.[header.indexOf('f1')]).toBe('x');
  });
});

it('leaves nothing behind when it is discarded', async () => {
  const folder = await newFolder();
  const table = await createTable({
    place: { path: join(folder, 'table.csv') },
    fields: [],
    format: { kind: 'csv' },
  });
  await table.write({ a: 1 });
  await table.discard();
  expect(await readdir(folder)).toEqual([]);
});

describe('the dialect of Excel', () => {
  const excel = { kind: 'csv', excel: true } as const;

  it('begins with a byte order mark and ends lines with CRLF, wider ones too', async () => {
    const folder = await newFolder();
    const rows = [{ id: 'a\nb' }, { id: 'c', x: 'é' }];
    await writeTable(folder, 'events', rows, excel, [field('id')]);
    expect(await readFile(join(folder, 'events.csv'), 'utf8')).toBe('\ufeffid,x\r\n"a\nb",\r\nc,é\r\n');
  });
});

describe('the guard against formulas', () => {
  it('puts an apostrophe before text that begins like one, not before numbers', async () => {
    const folder = await newFolder();
    const values = ['=1+1', '+1', '-1', '@x', '\tx', '\rx', "'=1", "'x", 'a=1', -1, '', null];
    await writeTable(
      folder,
      'events',
      values.map((id) => ({ id })),
      { kind: 'csv', guard: true },
      [field('id')],
    );
    const lines = readCsv(await readFile(join(folder, 'events.csv'), 'utf8'));
    const expected = ["'=1+1", "'+1", "'-1", "'@x", "'\tx", "'\rx", "''=1", "'x", 'a=1', '-1', '', undefined];
    expect(lines.slice(1).map(([id]) => id)).toEqual(expected);
  });
});
