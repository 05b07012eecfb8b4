import { join } from 'node:path';
import { type DataTypeName, dataType, dataTypeNames, fieldsOf } from '@hyperstudy-workflows/core';
import { contentOf } from '../files/gzip.ts';
import { linesOf } from '../files/lines.ts';
import type { ManifestTable } from '../manifest/manifest.ts';
import { ColumnSet } from './column-set.ts';
import { unguardedText } from './csv-encoder.ts';
import { CsvScanner } from './csv-scanner.ts';
import { parquetCells } from './parquet/read.ts';
import { type ReadColumn, RowBuilder, type TableRow } from './row-builder.ts';

/**
 * The records of a finished table of an export, one after the other, whatever its format; a row group is held where it
 * is parquet, else a few hundred kilobytes. Values have the types that the registry gives their fields; columns of what
 * is inside an object are put back into it; a field without a value is absent, also where it was null. From ndjson the
 * records come as they were written.
 * @param out folder of the export
 * @param table its entry in the manifest
 */
export async function* readTable(out: string, table: ManifestTable): AsyncGenerator<TableRow, void> {
  const path = join(out, table.path);
  switch (table.format) {
    case 'csv':
      return yield* csvRows(path, table);
    case 'ndjson':
      return yield* ndjsonRows(path, table);
    case 'parquet': {
      const builder = new RowBuilder(columnsOf(table));
      for await (const cells of parquetCells(path)) yield builder.row(cells);
    }
  }
}

async function* csvRows(path: string, table: ManifestTable): AsyncGenerator<TableRow, void> {
  const builder = new RowBuilder(columnsOf(table));
  const scanner = new CsvScanner();
  const decoder = new TextDecoder('utf-8');
  let header = true;
  for await (const bytes of contentOf(path, table.compression === 'gzip')) {
    for (const cells of scanner.push(decoder.decode(bytes, { stream: true }))) {
      if (!header) yield builder.row(table.formulaGuard ? cells.map(unguarded) : cells);
      header = false;
    }
  }
}

const unguarded = (cell: string | undefined): string | undefined => cell && unguardedText(cell);

async function* ndjsonRows(path: string, table: ManifestTable): AsyncGenerator<TableRow, void> {
  for await (const lines of linesOf(contentOf(path, table.compression === 'gzip'))) {
    for (const line of lines) yield JSON.parse(line) as TableRow;
  }
}

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
