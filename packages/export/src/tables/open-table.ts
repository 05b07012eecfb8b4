import { ColumnSet } from './column-set.ts';
import { CsvCodec } from './csv-codec.ts';
import type { LineCodec } from './line-codec.ts';
import { LineTable } from './line-table.ts';
import { NdjsonCodec } from './ndjson-codec.ts';
import { ParquetCodec } from './parquet-codec.ts';
import type { EarlierColumns, Mark, TableOptions, TableWriter, UnfinishedTable } from './table-writer.ts';

/** How records become a file of the wanted format. */
export function codecOf(
  { fields, format }: Omit<TableOptions, 'place'>,
  earlier?: EarlierColumns,
): LineCodec {
  const columns = new ColumnSet(fields, earlier?.later);
  switch (format.kind) {
    case 'csv':
      return new CsvCodec(columns, format);
    case 'ndjson':
      return new NdjsonCodec(columns, format);
    case 'parquet':
      return new ParquetCodec(columns, earlier?.kinds);
  }
}

/** A new table. */
export const createTable = (options: TableOptions): Promise<TableWriter> =>
  LineTable.create(options.place, codecOf(options));

/**
 * Goes on after the last mark in a finished table; that one stays as it is until this one is finished.
 * @returns also the marks as they stand in the new one
 */
export const extendTable = (
  options: TableOptions,
  earlier: EarlierColumns,
  marks: readonly Mark[],
): Promise<{ table: TableWriter; marks: readonly Mark[] }> =>
  LineTable.extend(options.place, codecOf(options, earlier), marks);

/** Goes on after the mark in a table that was not finished. */
export async function resumeTable(
  options: TableOptions,
  unfinished: UnfinishedTable,
  mark: Mark,
): Promise<TableWriter> {
  const widths = unfinished.widths.filter(({ fromRecord }) => fromRecord <= mark.row);
  const { known } = new ColumnSet(options.fields);
  const later = unfinished.later.slice(0, (widths.at(-1)?.cells ?? known) - known);
  return LineTable.resume(options.place, codecOf(options, { ...unfinished, later }), widths, mark);
}
