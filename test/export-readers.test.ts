import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBTimestampTZValue } from '@duckdb/node-api';
import { HyperStudy } from '@hyperstudy-workflows/core';
import { exportStudy, type Manifest } from '@hyperstudy-workflows/export';
import fc from 'fast-check';
import papaparse from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { literal, query } from './support/duckdb.ts';
import { useFolders } from './support/folder.ts';
import { eventAt, GrowingList } from './support/growing-list.ts';
import { useSandbox } from './support/sandbox.ts';
import { useServers } from './support/server.ts';

const sandbox = useSandbox({ rooms: 4, events: 600, ratings: 900, gaze: 200 });
const newFolder = useFolders();
const newServer = useServers();

type Table = Manifest['files'][number];
type Column = Table['columns'][number];
type Row = Readonly<Record<string, unknown>>;

const format = ['csv', 'ndjson', 'parquet'] as const;

/** Exports what a server has in all formats. */
async function exported(server: { url: string; apiKey: string; experimentId: string }): Promise<Study> {
  const out = join(await newFolder(), 'study');
  await using client = new HyperStudy({ baseUrl: server.url, apiKey: server.apiKey });
  const { manifest } = await exportStudy(client, { scope: { experiment: server.experimentId }, out, format });
  const tables = manifest.files.filter(({ format }) => format === 'ndjson').map(({ type }) => type);
  const find = (type: string, wanted: string): Table => {
    const found = manifest.files.find((file) => file.type === type && file.format === wanted);
    if (found === undefined) throw new Error(`There is no ${type} in ${wanted}.`);
    return found;
  };
  return { out, tables, find };
}

interface Study {
  readonly out: string;
  readonly tables: readonly string[];
  find(type: string, format: string): Table;
}

/** The records of a table as DuckDB finds them in ndjson: what the other formats must hold. */
async function recordsOf({ out, find }: Study, type: string): Promise<Row[]> {
  const table = find(type, 'ndjson');
  if (table.bytes === 0) return [];
  const { rows } = await query(
    `SELECT json::VARCHAR FROM read_ndjson_objects(${literal(join(out, table.path))}, maximum_object_size=50000000)`,
  );
  return rows.map(([json]) => JSON.parse(String(json)) as Row);
}

/** What stands in a column, from the record: written apart from the code under test. */
function valueIn(row: Row, { name, path }: Column): unknown {
  const [field, child] = path ?? [name];
  if (name === 'onset_sec') return typeof row.onset === 'number' ? row.onset / 1000 : undefined;
  const value = Object.hasOwn(row, field) ? row[field] : undefined;
  const isGroup =
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
  if (child !== undefined) return isGroup && Object.hasOwn(value, child) ? (value as Row)[child] : undefined;
  return isGroup ? undefined : value;
}

const textOf = (value: unknown): string | null => {
  if (value === undefined || value === null) return null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

/** A value of DuckDB as the text that CSV has for it; moments as milliseconds. */
function comparable(value: unknown, type: string): string | number | null {
  if (value instanceof DuckDBTimestampTZValue) return Number(value.micros / 1000n);
  const text = textOf(value);
  return text !== null && type.startsWith('TIMESTAMP') ? Date.parse(text) : text;
}

async function expectParquet(study: Study, type: string, records: readonly Row[]): Promise<void> {
  const table = study.find(type, 'parquet');
  const found = await query(`SELECT * FROM read_parquet(${literal(join(study.out, table.path))})`);
  expect(found.rows).toHaveLength(records.length);
  expect(found.columns).toHaveLength(table.columns.length);
  for (const [i, row] of found.rows.entries()) {
    for (const [c, column] of table.columns.entries()) {
      const kind = found.columns[c]?.type ?? '';
      const expected = comparable(valueIn(records[i] ?? {}, column), kind);
      expect({ column: column.name, value: comparable(row[c] ?? null, kind) }).toEqual({
        column: column.name,
        value: expected,
      });
    }
  }
}

async function expectCsv(study: Study, type: string, records: readonly Row[]): Promise<void> {
  const table = study.find(type, 'csv');
  const path = join(study.out, table.path);
  const options = `header=true, all_varchar=true, allow_quoted_nulls=false, delim=',', quote='"', escape='"', max_line_size=20000000`;
  const found = await query(`SELECT * FROM read_csv(${literal(path)}, ${options})`);
  const expected = records.map((row) => table.columns.map((column) => textOf(valueIn(row, column))));
  expect(found.rows).toEqual(expected);
  const parsed = papaparse.parse<string[]>(await readFile(path, 'utf8'), { newline: '\n', delimiter: ',' });
  expect(parsed.data.slice(1, -1)).toEqual(expected.map((cells) => cells.map((cell) => cell ?? '')));
  expect(parsed.data[0]).toEqual(table.columns.map(({ name }) => name));
}

describe('a study', () => {
  let study: Study;
  beforeAll(async () => {
    study = await exported(sandbox.current);
  });

  it('is the same in every format, to readers of others', async () => {
    expect(study.tables.length).toBeGreaterThan(15);
    for (const type of study.tables) {
      const records = await recordsOf(study, type);
      expect(records).toHaveLength(study.find(type, 'csv').rows);
      await expectCsv(study, type, records);
      await expectParquet(study, type, records);
    }
  });

  it('has the types of the registry in parquet', async () => {
    const { columns } = await query(
      `SELECT * FROM read_parquet(${literal(join(study.out, study.find('ratings_sparse', 'parquet').path))})`,
    );
    expect(Object.fromEntries(columns.map(({ name, type }) => [name, type]))).toMatchObject({
      ratingId: 'VARCHAR',
      timestamp: 'TIMESTAMP WITH TIME ZONE',
      onset: 'DOUBLE',
      onset_sec: 'DOUBLE',
      value: 'DOUBLE',
      metadata_question: 'VARCHAR',
      sparseRatingData_pauseIndex: 'DOUBLE',
    });
  });
});

describe('hostile records', () => {
  const text = fc.oneof(
    // DuckDB's client for Node takes a first U+FEFF for a mark of the encoding and drops it.
    fc.string({ unit: 'binary' }).filter((text) => !text.startsWith('\ufeff')),
    fc.constantFrom(
      '',
      '"',
      '""',
      ',',
      '\n',
      '\r',
      '\r\n',
      '",\n"',
      ' a ',
      'a\ufeff',
      '=1+1',
      'null',
      'NULL',
      'NaN',
      '\u2028',
    ),
  );
  const value = fc.oneof(
    text,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
  );
  const record = fc.record(
    {
      participantId: text,
      componentType: text,
      value,
      onset: value,
      odd: value,
      list: fc.array(value),
      deep: fc.dictionary(text, value),
    },
    { requiredKeys: [] },
  );
  const clients: HyperStudy[] = [];
  afterAll(() => Promise.all(clients.map((client) => client.close())));

  it('are the same in every format, to readers of others', async () => {
    const events = fc
      .sample(record, { numRuns: 300, seed: 7 })
      .map((fields, i) => ({ ...fields, ...only(eventAt(`e${i}`, i)) }));
    const list = new GrowingList(events);
    const url = await newServer(list.handle);
    const out = join(await newFolder(), 'study');
    const client = new HyperStudy({ baseUrl: url, apiKey: 'hst_test_0' });
    clients.push(client);
    const { manifest } = await exportStudy(client, {
      scope: { experiment: 'x' },
      out,
      format,
      types: ['events'],
    });
    const find = (_: string, wanted: string): Table => {
      const found = manifest.files.find((file) => file.format === wanted);
      if (found === undefined) throw new Error(`There is nothing in ${wanted}.`);
      return found;
    };
    const study: Study = { out, tables: ['events'], find };
    const records = await recordsOf(study, 'events');
    expect(records).toEqual(JSON.parse(JSON.stringify(events)));
    await expectCsv(study, 'events', records);
    await expectParquet(study, 'events', records);
  });
});

it('more records than a row group are the same in Parquet and NDJSON, and are found by their values', async () => {
  const events = Array.from({ length: 21_500 }, (_, i) => ({
    ...eventAt(`e${i}`, i),
    participantId: i % 3 === 0 ? null : `p${i % 400}`,
    content: i % 4 === 0 ? `said ${'ü'.repeat(i % 30)} ${i * 7919}` : 'nothing',
    duration: i % 5 === 0 ? null : 31_200,
    onset: i / 3,
    ...(i > 12_345 ? { late: i % 2 === 0 } : {}),
  }));
  const url = await newServer(new GrowingList(events).handle);
  const out = join(await newFolder(), 'study');
  await using client = new HyperStudy({ baseUrl: url, apiKey: 'hst_test_0' });
  await exportStudy(client, { scope: { experiment: 'x' }, out, types: ['events'], format });
  const parquet = `read_parquet(${literal(join(out, 'events.parquet'))})`;
  const ndjson = `read_ndjson(${literal(join(out, 'events.ndjson'))}, sample_size=-1)`;
  const fields =
    'id, "roomId", "participantId", content, duration::DOUBLE, onset::DOUBLE, late, timestamp::TIMESTAMP';
  const [inParquet, inJson] = [`SELECT ${fields} FROM ${parquet}`, `SELECT ${fields} FROM ${ndjson}`];
  const count = async (sql: string) => Number((await query(`SELECT count(*) FROM (${sql})`)).rows[0]?.[0]);
  expect(await count(inParquet)).toBe(events.length);
  expect(await count(`${inParquet} EXCEPT ALL ${inJson}`)).toBe(0);
  expect(await count(`${inJson} EXCEPT ALL ${inParquet}`)).toBe(0);
  // A row group is left out where what the file says of its least and greatest values allows it.
  for (const { id, content, onset, timestamp } of [0, 9_999, 10_000, 21_499].flatMap(
    (i) => events[i] ?? [],
  )) {
    const is = `id = ${literal(id)} AND content = ${literal(content)} AND onset = ${onset}`;
    expect(
      await count(`SELECT * FROM ${parquet} WHERE ${is} AND timestamp = ${literal(timestamp ?? '')}`),
    ).toBe(1);
  }
});

/** What every event has; the rest is hostile. */
const only = ({ id, roomId, timestamp }: ReturnType<typeof eventAt>) => ({ id, roomId, timestamp });
