import { join } from 'node:path';
import { type DataTypeName, dataType, dataTypeNames, fieldsOf } from '@hyperstudy-workflows/core';
import { contentOf } from '../files/gzip.ts';
import { linesOf } from '../files/lines.ts';
import type { ManifestTable } from '../manifest/manifest.ts';
import { ColumnSet } from './column-set.ts';
import { unguardedText } from './csv-encoder.ts';
import { type Cells, CsvScanner } from './csv-scanner.ts';
import { parquetCells, parquetColumns } from './parquet/read.ts';
import { type ReadColumn, RowBuilder, type TableRow } from './row-builder.ts';

/**
 * The records of a finished table of an export, one after the other, whatever its format; a row group is held where it
 * is parquet, else a few hundred kilobytes. Values have the types that the registry gives their fields; columns of what
 * is inside an object are put back into it; a field without a value is absent, also where it was null. From ndjson the
 * records come as they were written. A partitioned table is read room by room.
 * @param out folder of the export
 * @param table its entry in the manifest
 */
export async function* readTable(out: string, table: ManifestTable): AsyncGenerator<TableRow, void> {
  const columns = new Map(columnsOf(table).map((column) => [column.name, column]));
  for (const { path } of table.parts ?? [table]) yield* readFile(join(out, path), table, columns);
}

async function* readFile(
  path: string,
  { format, compression, formulaGuard }: ManifestTable,
  columns: ReadonlyMap<string, ReadColumn>,
): AsyncGenerator<TableRow, void> {
  const content = () => contentOf(path, compression === 'gzip');
  switch (format) {
    case 'csv':
      return yield* csvRows(content(), columns, formulaGuard);
    case 'ndjson':
      for await (const lines of linesOf(content()))
        for (const line of lines) yield JSON.parse(line) as TableRow;
      return;
    case 'parquet': {
      const builder = builderOf(await parquetColumns(path), columns);
      for await (const cells of parquetCells(path)) yield builder.row(cells);
    }
  }
}

async function* csvRows(
  content: AsyncIterable<Uint8Array>,
  columns: ReadonlyMap<string, ReadColumn>,
  guard: boolean | undefined,
): AsyncGenerator<TableRow, void> {
  let builder: RowBuilder | undefined;
  const scanner = new CsvScanner();
  const decoder = new TextDecoder('utf-8');
  const plain = (cells: Cells): Cells => (guard ? cells.map((cell) => cell && unguardedText(cell)) : cells);
  for await (const bytes of content) {
    for (const cells of scanner.push(decoder.decode(bytes, { stream: true }))) {
      if (builder !== undefined) yield builder.row(plain(cells));
      else builder = builderOf(plain(cells), columns);
    }
  }
}

/** Each file of a partitioned table has its own columns, in its own order. */
const builderOf = (names: Cells, columns: ReadonlyMap<string, ReadColumn>): RowBuilder =>
  new RowBuilder(names.map((name = '') => columns.get(name) ?? { name, path: [name], kinds: ['any'] }));

/** The columns of a table with what the registry knows of them. */
export function columnsOf(table: Pick<ManifestTable, 'type' | 'columns'>): ReadColumn[] {
  const type = dataTypeNames.find((name): name is DataTypeName => name === table.type);
  const known = new Map(
    type === undefined
      ? []
      : new ColumnSet(fieldsOf(dataType(type))).columns.map((column) => [column.name, column]),
  );
  return table.columns.map(({ name, path }) => {
    const column = known.get(name);
    const wanted = path ?? column?.path ?? [name];
    const same = column?.path.join('\n') === wanted.join('\n');
    return { name, path: wanted, kinds: (same ? column?.kinds : undefined) ?? ['any'] };
  });
}
