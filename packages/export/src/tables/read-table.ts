import { join } from 'node:path';
import { type DataTypeName, dataType, dataTypeNames, fieldsOf } from '@hyperstudy-workflows/core';
import { chunksOf } from '../files/chunks.ts';
import type { ManifestTable } from '../manifest/manifest.ts';
import { ColumnSet } from './column-set.ts';
import { type Cells, CsvScanner } from './csv-scanner.ts';
import { type ReadColumn, RowBuilder, type TableRow } from './row-builder.ts';

/**
 * The records of a finished table of an export, one after the other; a few hundred kilobytes are held. Values have
 * the types that the registry gives their fields; columns of what is inside an object are put back into it; a field
 * without a value is absent, also where it was null.
 * @param out folder of the export
 * @param table its entry in the manifest
 */
export async function* readTable(out: string, table: ManifestTable): AsyncGenerator<TableRow, void> {
  const builder = new RowBuilder(columnsOf(table));
  let header = true;
  for await (const records of csvRecords(join(out, table.path))) {
    for (const cells of records) {
      if (!header) yield builder.row(cells);
      header = false;
    }
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

async function* csvRecords(path: string): AsyncGenerator<Cells[], void> {
  const scanner = new CsvScanner();
  const decoder = new TextDecoder('utf-8');
  for await (const chunk of chunksOf(path)) yield scanner.push(decoder.decode(chunk, { stream: true }));
}
