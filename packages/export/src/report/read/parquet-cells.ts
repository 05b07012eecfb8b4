import { parquetColumnGroups } from '../../tables/parquet/read.ts';
import { timeText } from '../../tables/parquet/times.ts';
import { type Cells, momentOf } from './cells.ts';

/** Reads some columns of Parquet as this package writes it; no others are taken from the file. Holds a row group of them. */
export async function readParquetCells(
  path: string,
  columns: readonly string[],
  each: (cells: Cells) => void,
): Promise<void> {
  const cells = new ParquetCells();
  for await (const { rows, values } of parquetColumnGroups(path, columns)) {
    cells.columns = values;
    for (cells.row = 0; cells.row < rows; cells.row += 1) each(cells);
  }
}

class ParquetCells implements Cells {
  columns: readonly (ArrayLike<unknown> | undefined)[] = [];
  row = 0;

  text(column: number): string | null {
    const value = this.columns[column]?.[this.row];
    if (typeof value === 'string') return value;
    if (value === undefined || value === null) return null;
    return typeof value === 'bigint' ? timeText(value, 'us') : String(value);
  }

  number(column: number): number | null {
    const value = this.columns[column]?.[this.row];
    // A column of numbers is text where some value is none.
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    return typeof number === 'number' && Number.isFinite(number) ? number : null;
  }

  moment(column: number): number | null {
    const value = this.columns[column]?.[this.row];
    return typeof value === 'bigint' ? Number(value / 1000n) : momentOf(this.text(column));
  }
}
