import { appendFile, readFile, rename, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { dataType, type FieldInfo, fieldsOf } from '@hyperstudy-workflows/core';
import fc from 'fast-check';
import { parquetMetadata } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { createTable, extendTable, resumeTable } from '../../src/tables/open-table.ts';
import { blocksOf } from '../../src/tables/parquet/block-reader.ts';
import { parquetCells } from '../../src/tables/parquet/read.ts';
import type { Mark, TableOptions } from '../../src/tables/table-writer.ts';
import { hostileText, useFolders } from '../support.ts';

const newFolder = useFolders();
type Row = Readonly<Record<string, unknown>>;

const fields = fieldsOf(dataType('events'));
const optionsIn = (out: string): TableOptions => ({
  place: { path: join(out, 'events.parquet') },
  fields,
  format: { kind: 'parquet' },
});

/** Writes a table with a mark before each of some records; gives its bytes. */
async function written(rows: readonly Row[], isMarked: (row: number) => boolean = () => false) {
  const out = await newFolder();
  const table = await createTable(optionsIn(out));
  const marks: Mark[] = [];
  for (const [i, row] of rows.entries()) {
    if (isMarked(i)) marks.push(await table.mark());
    await table.write(row);
  }
  const finished = await table.finish();
  const path = join(out, 'events.parquet');
  return { path, bytes: await readFile(path), finished, marks };
}

async function cellsIn(path: string): Promise<unknown[][]> {
  const found: unknown[][] = [];
  for await (const cells of parquetCells(path)) found.push([...cells]);
  return found;
}

const metadataIn = (bytes: Buffer) => parquetMetadata(new Uint8Array(bytes).buffer);

/** One of each way to hold a column: dictionaries, plain values, all and no value, both precisions of time, mixed. */
const varied = (i: number): Row => ({
  id: `event ${i}`,
  experimentId: 'exp',
  roomId: `röom ${i % 7}`,
  participantId: i % 3 === 0 ? null : `p${i % 400}`,
  content: i % 4 === 0 ? `said ${i * 7919}` : 'nothing',
  // Seen among the first values of a row group to differ, though most are the same.
  stateName: i % 10_000 < 800 ? `state ${i}` : 'the last state',
  onset: i / 3,
  duration: i % 5 === 0 ? undefined : 31_200,
  timestamp: new Date(1_773_000_000_000 + i * 40).toISOString().replace('Z', i === 4_000 ? '456Z' : 'Z'),
  value: i === 20_500 ? 'seven' : i % 10,
  ...(i > 12_345 ? { late: i % 2 === 0, list: [i % 3] } : {}),
});
const many = Array.from({ length: 22_000 }, (_, i) => varied(i));

describe('the bytes of a file are those of its records', () => {
  it('wherever blocks end', async () => {
    const { bytes } = await written(many);
    expect((await written(many, (i) => i % 611 === 0)).bytes.equals(bytes)).toBe(true);
    expect((await written(many.slice(0, 3_000), (i) => i % 2 === 0)).bytes).toEqual(
      (await written(many.slice(0, 3_000))).bytes,
    );
  });

  it('and hold them', async () => {
    const { path, finished } = await written(many, (i) => i % 611 === 0);
    const names = finished.columns.map(({ name }) => name);
    const at = [
      'id',
      'roomId',
      'participantId',
      'content',
      'stateName',
      'onset',
      'duration',
      'timestamp',
      'value',
      'late',
      'list',
    ].map((name) => [name, names.indexOf(name)] as const);
    const found = (await cellsIn(path)).map((cells) =>
      Object.fromEntries(at.map(([name, column]) => [name, cells[column] ?? null])),
    );
    const expected = many.map(({ value, list, ...row }) => ({
      ...Object.fromEntries(at.map(([name]) => [name, row[name] ?? null])),
      // One of them has microseconds.
      timestamp: String(row.timestamp).replace(/\.(\d{3})Z/, '.$1000Z'),
      value: String(value),
      list: list === undefined ? null : JSON.stringify(list),
    }));
    expect(found).toEqual(expected);
  });

  it('when it is gone on with from the finished file', async () => {
    const isMarked = (i: number) => i % 5_000 === 0;
    const { bytes } = await written(many);
    // Before the first text in a column of numbers, and the column that turns up late.
    for (const there of [3_000, 12_000, 21_000]) {
      const { path, finished, marks } = await written(many.slice(0, there), isMarked);
      const { place, ...options } = { ...optionsIn(''), place: { path } };
      const { table, marks: moved } = await extendTable(
        { place, ...options },
        finished,
        marks.map(finished.place),
      );
      expect(moved.map(({ row }) => row)).toEqual(marks.map(({ row }) => row));
      for (const row of many.slice(moved.at(-1)?.row)) await table.write(row);
      await table.finish();
      expect((await readFile(path)).equals(bytes)).toBe(true);
    }
  });

  it('when it is taken up again at a mark, whatever came after it', async () => {
    const { bytes } = await written(many);
    for (const [mark, stopped] of [
      [0, 700],
      [5_500, 6_400],
      [12_340, 13_000],
    ] as const) {
      const options = optionsIn(await newFolder());
      const first = await createTable(options);
      for (const row of many.slice(0, mark)) await first.write(row);
      const at = await first.mark();
      for (const row of many.slice(mark, stopped)) await first.write(row);
      const unfinished = await first.checkpoint();
      await first.close();
      await appendFile(`${options.place.path}.part`, 'torn');
      const table = await resumeTable(options, unfinished, at);
      for (const row of many.slice(mark, mark + 2_500)) await table.write(row);
      const again = await table.mark();
      const still = await table.checkpoint();
      await table.close();
      const last = await resumeTable(options, still, again);
      for (const row of many.slice(again.row)) await last.write(row);
      await last.finish();
      expect((await readFile(options.place.path)).equals(bytes)).toBe(true);
    }
  });

  it('of any records', async () => {
    const value = fc.oneof(
      hostileText,
      fc.double({ noNaN: true }),
      fc.boolean(),
      fc.constantFrom(null, undefined, -0, 0, '2026-01-01T00:00:00Z', '1969-12-31T23:59:59.999999Z'),
      fc.array(hostileText, { maxLength: 2 }),
    );
    const row = fc.record(
      { id: hostileText, onset: value, timestamp: value, value, content: value, odd: value },
      { requiredKeys: [] },
    );
    const property = fc.asyncProperty(fc.array(row, { maxLength: 12 }), fc.nat(15), async (rows, at) => {
      const whole = await written(rows);
      const { path, finished, marks } = await written(rows, (i) => i === at);
      expect((await readFile(path)).equals(whole.bytes)).toBe(true);
      const cells = await cellsIn(path);
      const { table } = await extendTable({ ...optionsIn(''), place: { path } }, finished, marks);
      for (const one of rows.slice(marks.at(-1)?.row ?? 0)) await table.write(one);
      await table.finish();
      expect(await cellsIn(path)).toEqual(cells);
      expect((await readFile(path)).equals(whole.bytes)).toBe(true);
    });
    await fc.assert(property, { numRuns: 60 });
  });
});

describe('a column', () => {
  it('has a dictionary where that saves a quarter, and else plain values', async () => {
    const { bytes } = await written(many);
    const columns = metadataIn(bytes).row_groups[0]?.columns ?? [];
    const encodings = Object.fromEntries(
      columns.map(({ meta_data: it }) => [it?.path_in_schema[0], it?.encodings.join()]),
    );
    expect(encodings).toMatchObject({
      id: 'PLAIN',
      roomId: 'PLAIN,RLE_DICTIONARY',
      participantId: 'PLAIN,RLE_DICTIONARY',
      content: 'PLAIN,RLE_DICTIONARY',
      onset: 'PLAIN',
      duration: 'PLAIN,RLE_DICTIONARY',
      timestamp: 'PLAIN',
      stateName: 'PLAIN',
    });
  });

  it.each([
    ['that differ', (i: number) => i * 1.1],
    ['that come again', (i: number) => [0, -0, 1e308, -5e-324, Number.MAX_SAFE_INTEGER][i % 5]],
  ])('of numbers %s gives them back as they were', async (_, numberAt) => {
    const rows = Array.from({ length: 2_500 }, (_, i) => ({ id: `${i}`, onset: numberAt(i) }));
    const { path } = await written(rows);
    const found = (await cellsIn(path)).map((cells) => cells[columnOf('onset')]);
    expect(found.every((value, i) => Object.is(value, rows[i]?.onset))).toBe(true);
  });

  it.each([
    ['milliseconds', ['1969-12-31T23:59:59.999Z', '0001-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z']],
    [
      'microseconds',
      ['1969-12-31T23:59:59.999999Z', '0001-01-01T00:00:00.000001Z', '9999-12-31T23:59:59.999999Z'],
    ],
  ])('of moments to %s gives them back as they were', async (_, times) => {
    const { path } = await written(times.map((timestamp, i) => ({ id: `${i}`, timestamp })));
    expect((await cellsIn(path)).map((cells) => cells.find((cell) => times.includes(String(cell))))).toEqual(
      times,
    );
  });

  it('says the least and the greatest of its values, of long texts where they begin', async () => {
    const rows = [`${'m'.repeat(40)}`, `z${'\u{10ffff}'.repeat(9)}`, 'a', 'é'].map((id, i) => ({
      id,
      onset: i - 2,
      timestamp: `2026-01-0${i + 1}T00:00:00Z`,
    }));
    const { bytes } = await written(rows);
    const [group] = metadataIn(bytes).row_groups;
    const statistics = (name: string) =>
      group?.columns.find(({ meta_data: it }) => it?.path_in_schema[0] === name)?.meta_data?.statistics;
    expect(statistics('id')).toMatchObject({ min_value: 'a', max_value: 'é', null_count: 0n });
    expect(statistics('onset')).toMatchObject({ min_value: -2, max_value: 1 });
    expect(statistics('content')).toMatchObject({ null_count: 4n });
    const long = await written(rows.slice(0, 1));
    const [{ meta_data: cut } = {}] = metadataIn(long.bytes).row_groups[0]?.columns ?? [];
    expect(cut?.statistics).toMatchObject({
      min_value: 'm'.repeat(16),
      max_value: `${'m'.repeat(15)}n`,
      is_min_value_exact: false,
      is_max_value_exact: false,
    });
  });
});

/** Place of a column of the events in the file. */
function columnOf(name: string): number {
  let at = 0;
  const widthOf = (field: FieldInfo): number => (field.fields.length > 0 ? field.fields.length : 1);
  for (const field of fields) {
    if (field.name === name) return at;
    at += widthOf(field);
  }
  return -1;
}

it('row groups are cut by what they hold', async () => {
  const text = 'x'.repeat(1024 * 1024);
  const rows = Array.from({ length: 20 }, (_, i) => ({ id: `${i}`, content: `${text}${i}` }));
  const { bytes, path } = await written(rows, (i) => i === 5);
  expect(metadataIn(bytes).row_groups.map(({ num_rows: count }) => Number(count))).toEqual([8, 8, 4]);
  const found = await cellsIn(path);
  expect(found.map((cells) => cells[columnOf('content')])).toEqual(rows.map(({ content }) => content));
});

it('a file that ends within a block is none, or is read as far as it goes', async () => {
  const out = await newFolder();
  const options = optionsIn(out);
  const table = await createTable(options);
  for (const row of many.slice(0, 900)) await table.write(row);
  const mark = await table.mark();
  for (const row of many.slice(900, 1_500)) await table.write(row);
  await table.checkpoint();
  await table.close();
  const path = join(out, 'gathered');
  await rename(`${options.place.path}.part`, path);
  await truncate(path, mark.byte + 30);
  const rowsOf = async (state: 'whole' | 'unfinished') => {
    let rows = 0;
    for await (const block of blocksOf(path, state)) rows += block.rows;
    return rows;
  };
  expect(await rowsOf('unfinished')).toBe(900);
  await expect(rowsOf('whole')).rejects.toThrow('ends within a block of records. Export again with --full.');
});
