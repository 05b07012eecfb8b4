import { join } from 'node:path';
import { contentOf } from '../files/gzip.ts';
import { linesOf } from '../files/lines.ts';
import type { ManifestTable } from '../manifest/manifest.ts';
import { CsvScanner } from '../tables/csv-scanner.ts';
import { parquetCells } from '../tables/parquet/read.ts';

/**
 * The rows of a table as they stand in the file, by field: texts of cells, values of Parquet, or the values of the
 * objects of ndjson; undefined is no value.
 * @param fields names of the fields, in their order
 */
export async function* cellsOf(
  out: string,
  table: ManifestTable,
  fields: readonly string[],
): AsyncGenerator<readonly unknown[], void> {
  const path = join(out, table.path);
  if (table.format === 'parquet') return yield* parquetCells(path);
  const bytes = contentOf(path, table.compression === 'gzip');
  yield* table.format === 'csv' ? csvCells(bytes) : ndjsonCells(bytes, fields);
}

async function* csvCells(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<readonly unknown[], void> {
  const scanner = new CsvScanner();
  const decoder = new TextDecoder('utf-8');
  let header = true;
  for await (const chunk of bytes) {
    for (const cells of scanner.push(decoder.decode(chunk, { stream: true }))) {
      if (!header) yield cells;
      header = false;
    }
  }
}

async function* ndjsonCells(
  bytes: AsyncIterable<Uint8Array>,
  fields: readonly string[],
): AsyncGenerator<readonly unknown[], void> {
  for await (const lines of linesOf(bytes)) {
    for (const line of lines) {
      const row = JSON.parse(line) as Record<string, unknown>;
      yield fields.map((name) => (Object.hasOwn(row, name) ? (row[name] ?? undefined) : undefined));
    }
  }
}
