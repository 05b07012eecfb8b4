import type { Column, ColumnSet } from '../column-set.ts';
import { RowCells } from '../row-cells.ts';
import { BlockWriter } from './block-writer.ts';
import { type ColumnType, columnType, type ParquetValue, parquetValue } from './column-type.ts';
import { holdsTimes } from './kinds.ts';
import { parquetCells } from './read.ts';
import { timeText } from './times.ts';

type Row = Readonly<Record<string, unknown>>;

/**
 * Whether a finished file ends, after a row, with just these records.
 * @param kinds what its columns hold, as bits
 */
export async function parquetEndsWith(
  path: string,
  columns: ColumnSet,
  kinds: readonly number[] | undefined,
  after: number,
  rows: readonly Row[],
): Promise<boolean> {
  const cells = new RowCells<unknown>(columns, null, (value) => value);
  const blocks = new BlockWriter(columns.columns, kinds);
  const types = typesOf(columns.columns, blocks.kinds);
  let at = 0;
  for await (const was of parquetCells(path, after)) {
    const row = rows[at];
    if (row === undefined || !sameCells(was, cells.of(row), types, columns.columns)) return false;
    blocks.add(cells.of(row));
    at += 1;
  }
  blocks.end();
  return at === rows.length && typesOf(columns.columns, blocks.kinds).join() === types.join();
}

const typesOf = (columns: readonly Column[], kinds: readonly number[]): ColumnType[] =>
  columns.map((column, i) => columnType(column, kinds[i] ?? 0));

function sameCells(
  was: readonly unknown[],
  cells: readonly unknown[],
  types: readonly ColumnType[],
  columns: readonly Column[],
): boolean {
  if (was.length !== cells.length) return false;
  return cells.every((cell, i) => {
    const [type, column] = [types[i], columns[i]];
    if (type === undefined || column === undefined) return false;
    return asRead(parquetValue(cell, type, holdsTimes(column)), type) === (was[i] ?? undefined);
  });
}

function asRead(value: ParquetValue, type: ColumnType): ParquetValue {
  if (typeof value !== 'bigint') return value;
  return type === 'us' ? timeText(value, 'us') : timeText(value * 1000n, 'ms');
}
