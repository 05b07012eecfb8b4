import type { SchemaElement } from 'hyparquet';
import type { ByteWriter, ColumnSource, ParquetWriter } from 'hyparquet-writer';
import { chunksOf } from '../../files/chunks.ts';
import { linesOf } from '../../files/lines.ts';
import { toolVersion } from '../../manifest/tool-version.ts';
import type { Column } from '../column-set.ts';
import { type ColumnType, columnType, type ParquetValue, parquetValue } from './column-type.ts';
import { holdsTimes } from './kinds.ts';

/** A row group is held whole: this many records at most, */
const mostRows = 10_000;
/** and about this many bytes. */
const mostBytes = 8 * 1024 * 1024;

const elements: Readonly<Record<ColumnType, Omit<SchemaElement, 'name'>>> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
  number: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
  ms: {
    type: 'INT64',
    converted_type: 'TIMESTAMP_MILLIS',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
  },
  us: {
    type: 'INT64',
    converted_type: 'TIMESTAMP_MICROS',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MICROS' },
  },
};

/** A column of a row group that is being filled. */
interface Filling {
  readonly name: string;
  readonly type: ColumnType;
  readonly times: boolean;
  data: ParquetValue[];
}

/**
 * A Parquet file from records that stand, as lists of cells in JSON, one per line. Row groups are cut by what they
 * hold, so that the bytes depend on the records alone. Chunks are valid until the next is taken.
 */
export async function* parquetBytes(
  path: string,
  columns: readonly Column[],
  bits: readonly number[],
): AsyncGenerator<Uint8Array, void> {
  const done = await myTurn();
  try {
    yield* rowGroups(path, columns, bits);
  } finally {
    done();
  }
}

/** The latest file in line. */
let line: Promise<void> = Promise.resolve();

/** Tables that end at the same time are written one after the other: row groups are what fills memory. */
async function myTurn(): Promise<() => void> {
  const before = line;
  const { promise, resolve } = Promise.withResolvers<void>();
  line = promise;
  await before;
  return resolve;
}

async function* rowGroups(
  path: string,
  columns: readonly Column[],
  bits: readonly number[],
): AsyncGenerator<Uint8Array, void> {
  const filling: Filling[] = columns.map((column, i) => ({
    name: column.name,
    type: columnType(column, bits[i] ?? 0),
    times: holdsTimes(column),
    data: [],
  }));
  // Loaded when needed: most runs write no Parquet, and each would start a tenth later.
  const parquet = await import('hyparquet-writer');
  const bytes = new parquet.ByteWriter();
  const writer = new parquet.ParquetWriter({
    writer: bytes,
    schema: schemaOf(filling),
    createdBy: toolVersion,
  });
  let rows = 0;
  let size = 0;
  for await (const lines of linesOf(chunksOf(path))) {
    for (const line of lines) {
      size += addRow(filling, JSON.parse(line) as readonly unknown[]);
      rows += 1;
      if (rows < mostRows && size < mostBytes) continue;
      yield await rowGroup(writer, bytes, filling, rows);
      rows = 0;
      size = 0;
    }
  }
  if (rows > 0) yield await rowGroup(writer, bytes, filling, rows);
  await writer.finish();
  yield taken(bytes);
}

/** Returns about how many bytes it takes. */
function addRow(filling: readonly Filling[], cells: readonly unknown[]): number {
  let size = 0;
  for (let i = 0; i < filling.length; i += 1) {
    const column = filling[i];
    if (column === undefined) continue;
    const value = parquetValue(cells[i], column.type, column.times);
    column.data.push(value);
    size += typeof value === 'string' ? value.length + 8 : 8;
  }
  return size;
}

async function rowGroup(
  writer: ParquetWriter,
  bytes: ByteWriter,
  filling: readonly Filling[],
  rows: number,
): Promise<Uint8Array> {
  const columnData: ColumnSource[] = filling.map(({ name, data }) => ({ name, data, offsetIndex: false }));
  await writer.write({ columnData, rowGroupSize: rows });
  for (const column of filling) column.data = [];
  return taken(bytes);
}

/** What was written since the last time; the buffer is used again. */
function taken(bytes: ByteWriter): Uint8Array {
  const chunk = new Uint8Array(bytes.buffer, 0, bytes.index);
  bytes.index = 0;
  return chunk;
}

function schemaOf(filling: readonly Filling[]): SchemaElement[] {
  return [
    { name: 'root', num_children: filling.length },
    ...filling.map(
      ({ name, type }): SchemaElement => ({ name, repetition_type: 'OPTIONAL', ...elements[type] }),
    ),
  ];
}
