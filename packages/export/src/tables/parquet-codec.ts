import type { TextBytes } from '../files/text-bytes.ts';
import type { Column, ColumnSet } from './column-set.ts';
import type { EarlierLines, GatheredLines, LineCodec } from './line-codec.ts';
import { columnType, type ParquetValue, parquetValue } from './parquet/column-type.ts';
import { ColumnKinds, holdsTimes } from './parquet/kinds.ts';
import { parquetCells } from './parquet/read.ts';
import { timeText } from './parquet/times.ts';
import { parquetBytes } from './parquet/write.ts';
import { RowCells } from './row-cells.ts';
import type { Mark } from './table-writer.ts';

type Row = Readonly<Record<string, unknown>>;

/**
 * Parquet, made in the end from cells that are gathered as JSON: only then it is known which type holds all values of
 * a column.
 */
export class ParquetCodec implements LineCodec {
  readonly columns: ColumnSet;
  readonly #cells: RowCells<unknown>;
  readonly #kinds: ColumnKinds;

  /** @param kinds what the columns have held before, as bits */
  constructor(columns: ColumnSet, kinds: readonly number[] = []) {
    this.columns = columns;
    this.#cells = new RowCells<unknown>(columns, null, (value) => value);
    this.#kinds = new ColumnKinds(columns.columns, kinds);
  }

  header(): string {
    return '';
  }

  put(row: Row, to: TextBytes): void {
    const cells = this.#cells.of(row);
    this.#kinds.add(cells);
    to.text(lineOf(cells));
  }

  kinds(): readonly number[] {
    return [...this.#kinds.bits];
  }

  file({ path }: GatheredLines): AsyncIterable<Uint8Array> {
    return parquetBytes(path, this.columns.columns, this.#kinds.bits);
  }

  async *earlier(path: string, to: Mark): AsyncGenerator<EarlierLines, void> {
    for await (const cells of parquetCells(path, 0, to.row)) yield { bytes: lineOf(cells), rows: 1 };
  }

  place({ row }: Mark): Mark {
    return { row, byte: 0 };
  }

  async endsWith(path: string, after: Mark, rows: readonly Row[]): Promise<boolean> {
    const types = this.#types();
    let at = 0;
    for await (const was of parquetCells(path, after.row)) {
      const row = rows[at];
      if (row === undefined || !sameCells(was, this.#cells.of(row), types, this.columns.columns))
        return false;
      this.#kinds.add(this.#cells.of(row));
      at += 1;
    }
    return at === rows.length && this.#types().join() === types.join();
  }

  #types() {
    const { bits } = this.#kinds;
    return this.columns.columns.map((column, i) => columnType(column, bits[i] ?? 0));
  }
}

const lineOf = (cells: readonly unknown[]): string => `${JSON.stringify(cells)}\n`;

function sameCells(
  was: readonly unknown[],
  cells: readonly unknown[],
  types: ReturnType<typeof columnType>[],
  columns: readonly Column[],
): boolean {
  if (was.length !== cells.length) return false;
  return cells.every((cell, i) => {
    const [type, column] = [types[i], columns[i]];
    if (type === undefined || column === undefined) return false;
    return asRead(parquetValue(cell, type, holdsTimes(column)), type) === (was[i] ?? undefined);
  });
}

function asRead(value: ParquetValue, type: ReturnType<typeof columnType>): ParquetValue {
  if (typeof value !== 'bigint') return value;
  return type === 'us' ? timeText(value, 'us') : timeText(value * 1000n, 'ms');
}
