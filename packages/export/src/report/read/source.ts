import { join } from 'node:path';
import { contentOf } from '../../files/gzip.ts';
import { filesOf, type Manifest, type ManifestTable } from '../../manifest/manifest.ts';
import { columnsOf, readTable } from '../../tables/read-table.ts';
import type { TableRow } from '../../tables/row-builder.ts';
import { type Cells, momentOf } from './cells.ts';
import { readCsvCells } from './csv-cells.ts';
import { readParquetCells } from './parquet-cells.ts';

/** A field, or a field inside one: scale.min. */
export type FieldPath = string;

/** The table of each data type in the format that is the quickest to read: all formats hold the same rows. */
export function tablesToRead({ files }: Pick<Manifest, 'files'>): Map<string, ManifestTable> {
  const tables = new Map<string, ManifestTable>();
  const speed = ({ format }: ManifestTable) => ['csv', 'ndjson', 'parquet'].indexOf(format);
  for (const table of files) {
    const known = tables.get(table.type);
    if (known === undefined || speed(table) < speed(known)) tables.set(table.type, table);
  }
  return tables;
}

/** Gives the fields of every row of a table; only what is asked for becomes a value. */
export async function readFields(
  out: string,
  table: ManifestTable,
  fields: readonly FieldPath[],
  each: (cells: Cells) => void,
): Promise<void> {
  if (table.format === 'parquet' || (table.format === 'csv' && !table.formulaGuard)) {
    const names = new Map(columnsOf(table).map(({ name, path }) => [path.join('.'), name]));
    // onset_sec comes from onset too, and after it.
    if (names.has('onset')) names.set('onset', 'onset');
    const columns = fields.map((field) => names.get(field) ?? '');
    for (const { path } of filesOf(table)) {
      const file = join(out, path);
      if (table.format === 'parquet') await readParquetCells(file, columns, each);
      else await readCsvCells(contentOf(file, table.compression === 'gzip'), columns, each);
    }
    return;
  }
  const cells = new RowCells(fields);
  for await (const row of readTable(out, table)) {
    cells.row = row;
    each(cells);
  }
}

class RowCells implements Cells {
  row: TableRow = {};
  readonly #paths: readonly (readonly string[])[];

  constructor(fields: readonly FieldPath[]) {
    this.#paths = fields.map((field) => field.split('.'));
  }

  text(column: number): string | null {
    const value = this.#value(column);
    if (typeof value === 'string') return value;
    return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
  }

  number(column: number): number | null {
    const value = this.#value(column);
    // A CSV doesn't say which of its numbers were text.
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    return typeof number === 'number' && Number.isFinite(number) ? number : null;
  }

  moment(column: number): number | null {
    return momentOf(this.text(column));
  }

  #value(column: number): unknown {
    let value: unknown = this.row;
    for (const name of this.#paths[column] ?? []) {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
      value = (value as TableRow)[name];
    }
    return value instanceof Date ? value.toISOString() : value;
  }
}
