import { join } from 'node:path';
import { contentOf } from '../files/gzip.ts';
import { linesOf } from '../files/lines.ts';
import type { ManifestTable } from '../manifest/manifest.ts';
import { CsvScanner } from '../tables/csv-scanner.ts';
import { parquetCells, parquetColumns } from '../tables/parquet/read.ts';

/** A row as it stands in a file: texts of cells, values of Parquet or of an object of ndjson; undefined is no value. */
export type Cells = readonly unknown[];

/** Names of the fields of a file first, then its rows, with a value for each field. */
export async function* cellsOf(out: string, table: ManifestTable, path: string): AsyncGenerator<Cells, void> {
  const bytes = () => contentOf(join(out, path), table.compression === 'gzip');
  switch (table.format) {
    case 'csv':
      return yield* csvCells(bytes());
    case 'ndjson':
      return yield* ndjsonCells(bytes(), topLevelNames(table));
    case 'parquet':
      yield await parquetColumns(join(out, path));
      yield* parquetCells(join(out, path));
  }
}

/** The objects have the fields whose contents are columns elsewhere; what is made for tables only they don't have. */
export function topLevelNames({ columns }: Pick<ManifestTable, 'columns'>): string[] {
  const names = new Set(columns.map(({ name, path: [field] = [name] }) => field));
  names.delete('_more');
  return [...names];
}

async function* csvCells(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Cells, void> {
  const scanner = new CsvScanner();
  const decoder = new TextDecoder('utf-8');
  for await (const chunk of bytes) yield* scanner.push(decoder.decode(chunk, { stream: true }));
}

async function* ndjsonCells(
  bytes: AsyncIterable<Uint8Array>,
  fields: readonly string[],
): AsyncGenerator<Cells, void> {
  yield fields;
  for await (const lines of linesOf(bytes)) {
    for (const line of lines) {
      const row = JSON.parse(line) as Record<string, unknown>;
      yield fields.map((name) => (Object.hasOwn(row, name) ? (row[name] ?? undefined) : undefined));
    }
  }
}
