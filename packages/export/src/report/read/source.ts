import { join } from 'node:path';
import { contentOf } from '../../files/gzip.ts';
import type { Manifest, ManifestTable } from '../../manifest/manifest.ts';
import { columnsOf, readTable } from '../../tables/read-table.ts';
import type { TableRow } from '../../tables/row-builder.ts';
import type { Cells } from './cells.ts';
import { readCsvCells } from './csv-cells.ts';

/** A field, or a field inside one: scale.min. */
export type FieldPath = string;

/** The files of each data type, in one format: the quickest to read. All formats hold the same rows. */
export function tableFiles({ files }: Pick<Manifest, 'files'>): Map<string, ManifestTable[]> {
  const byType = new Map<string, ManifestTable[]>();
  for (const type of new Set(files.map((file) => file.type))) {
    const those = files.filter((file) => file.type === type);
    const formats: string[] = those.map(({ format }) => format);
    const format = ['csv', 'ndjson'].find((name) => formats.includes(name)) ?? formats[0];
    byType.set(
      type,
      those.filter((file) => file.format === format),
    );
  }
  return byType;
}

/** Gives the fields of every row of a table; only what is asked for becomes a value. */
export async function readFields(
  out: string,
  table: ManifestTable,
  fields: readonly FieldPath[],
  each: (cells: Cells) => void,
): Promise<void> {
  if (table.format === 'csv' && !table.formulaGuard) {
    const names = new Map(columnsOf(table).map(({ name, path }) => [path.join('.'), name]));
    // onset_sec comes from onset too, and after it.
    if (names.has('onset')) names.set('onset', 'onset');
    const columns = fields.map((field) => names.get(field) ?? '');
    await readCsvCells(contentOf(join(out, table.path), table.compression === 'gzip'), columns, each);
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
    return typeof value === 'number' && Number.isFinite(value) ? value : null;
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
