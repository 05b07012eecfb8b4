import { ColumnSet } from './column-set.ts';
import { CsvCodec } from './csv-codec.ts';
import type { CsvFormat, NdjsonFormat } from './format.ts';
import type { LineCodec } from './line-codec.ts';
import { LineTable } from './line-table.ts';
import { NdjsonCodec } from './ndjson-codec.ts';
import { parquetEndsWith } from './parquet/ends-with.ts';
import { ParquetTable } from './parquet-table.ts';
import type { EarlierColumns, Mark, TableOptions, TableWriter, UnfinishedTable } from './table-writer.ts';

type Row = Readonly<Record<string, unknown>>;

/** How records become the lines of a format that has lines. */
const codecOf = (columns: ColumnSet, format: CsvFormat | NdjsonFormat): LineCodec =>
  format.kind === 'csv' ? new CsvCodec(columns, format) : new NdjsonCodec(columns, format);

const columnsOf = ({ fields }: Pick<TableOptions, 'fields'>, earlier?: EarlierColumns): ColumnSet =>
  new ColumnSet(fields, earlier?.later);

/** A new table. */
export function createTable(options: TableOptions): Promise<TableWriter> {
  const { place, format } = options;
  const columns = columnsOf(options);
  return format.kind === 'parquet'
    ? ParquetTable.create(place, columns)
    : LineTable.create(place, codecOf(columns, format));
}

/**
 * Goes on after the last mark in a finished table; that one stays as it is until this one is finished.
 * @returns also the marks as they stand in the new one
 */
export async function extendTable(
  options: TableOptions,
  earlier: EarlierColumns,
  marks: readonly Mark[],
): Promise<{ table: TableWriter; marks: readonly Mark[] }> {
  const { place, format } = options;
  const columns = columnsOf(options, earlier);
  if (format.kind === 'parquet') return ParquetTable.extend(place, columns, earlier.kinds, marks);
  return { table: await LineTable.extend(place, codecOf(columns, format), marks), marks };
}

/** Goes on after the mark in a table that was not finished. */
export async function resumeTable(
  options: TableOptions,
  unfinished: UnfinishedTable,
  mark: Mark,
): Promise<TableWriter> {
  const { place, format } = options;
  const widths = unfinished.widths.filter(({ fromRecord }) => fromRecord <= mark.row);
  const { known } = new ColumnSet(options.fields);
  const later = unfinished.later.slice(0, (widths.at(-1)?.cells ?? known) - known);
  const columns = columnsOf(options, { later });
  return format.kind === 'parquet'
    ? ParquetTable.resume(place, columns, { ...unfinished, widths }, mark)
    : LineTable.resume(place, codecOf(columns, format), widths, mark);
}

/** Whether a finished table ends, after a mark, with just these records. */
export async function endsWith(
  options: Omit<TableOptions, 'place'>,
  path: string,
  earlier: EarlierColumns,
  after: Mark,
  rows: readonly Row[],
): Promise<boolean> {
  const columns = columnsOf(options, earlier);
  return options.format.kind === 'parquet'
    ? parquetEndsWith(path, columns, earlier.kinds, after.row, rows)
    : codecOf(columns, options.format).endsWith(path, after, rows);
}
