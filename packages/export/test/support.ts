import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type DataTypeName,
  dataType,
  emptyReport,
  type FieldInfo,
  fieldsOf,
} from '@hyperstudy-workflows/core';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { afterAll } from 'vitest';
import { tableOf } from '../src/manifest/build.ts';
import type { ManifestTable } from '../src/manifest/manifest.ts';
import { extensionOf, type TableFormat } from '../src/tables/format.ts';
import { createTable } from '../src/tables/open-table.ts';
import type { FinishedTable } from '../src/tables/table-writer.ts';

/** Makes empty folders that are gone after the tests of the file. */
export function useFolders(): () => Promise<string> {
  const made: string[] = [];
  afterAll(async () => {
    for (const folder of made) await rm(folder, { recursive: true, force: true });
  });
  return async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hyperstudy-export-'));
    made.push(folder);
    return folder;
  };
}

/** A known field; a group where it has fields inside. */
export const field = (name: string, inside: readonly string[] = []): FieldInfo => ({
  name,
  kinds: [inside.length > 0 ? 'object' : 'string'],
  description: '',
  required: true,
  fields: inside.map((child) => field(child)),
});

/** CSV read by somebody else's parser: lines of cells, where undefined is an empty cell without quotes. */
export function readCsv(text: string): (string | undefined)[][] {
  return parse(text, {
    record_delimiter: '\n',
    cast: (value, { quoting }) => (value === '' && !quoting ? undefined : value),
  });
}

/** Texts that break readers of tables. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '',
    '"',
    '""',
    ',',
    '\n',
    '\r',
    '\r\n',
    '",\n"',
    ' a ',
    '\u0000',
    '\ufeff',
    '=1+1',
    'null',
    '0',
  ),
  fc.array(fc.constantFrom('"', ',', '\n', '\r', 'a', ' ')).map((parts) => parts.join('')),
);

/** Writes rows as a table of a folder; its entry in the manifest comes back, and what else is known of it. */
export async function writeTable(
  out: string,
  type: DataTypeName,
  rows: readonly Readonly<Record<string, unknown>>[],
  format: TableFormat = { kind: 'csv' },
  fields: readonly FieldInfo[] = fieldsOf(dataType(type)),
): Promise<{ entry: ManifestTable; finished: FinishedTable }> {
  const file = `${type}.${extensionOf(format)}`;
  const table = await createTable({ place: { path: join(out, file) }, fields, format });
  for (const row of rows) await table.write(row);
  const finished = await table.finish();
  return { entry: tableOf({ type, file, format, report: emptyReport(), ...finished }), finished };
}
