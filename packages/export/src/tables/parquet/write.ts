import { ByteWriter } from 'hyparquet-writer/src/bytewriter.js';
import type { Column } from '../column-set.ts';
import { blocksOf } from './block-reader.ts';
import { columnType } from './column-type.ts';
import { fillingOf } from './filling.ts';
import { RowGroups } from './row-groups.ts';

/**
 * A Parquet file from records that stand in blocks. Row groups are cut by what they hold, so that the bytes depend on
 * the records alone. Chunks are valid until the next is taken.
 */
export async function* parquetBytes(
  path: string,
  columns: readonly Column[],
  bits: readonly number[],
): AsyncGenerator<Uint8Array, void> {
  const done = await myTurn();
  try {
    yield* fileBytes(path, columns, bits);
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

async function* fileBytes(
  path: string,
  columns: readonly Column[],
  bits: readonly number[],
): AsyncGenerator<Uint8Array, void> {
  const bytes = new ByteWriter();
  const fillings = columns.map((column, i) => fillingOf(column, columnType(column, bits[i] ?? 0)));
  const groups = new RowGroups(fillings, bytes);
  for await (const block of blocksOf(path)) for (const _ of groups.add(block)) yield taken(bytes);
  groups.end();
  yield taken(bytes);
}

/** What was written since the last time; the buffer is used again. */
function taken(bytes: ByteWriter): Uint8Array {
  const chunk = bytes.getBytes();
  bytes.index = 0;
  return chunk;
}
