import { join } from 'node:path';
import { dataType } from '@hyperstudy-workflows/core';
import { describedColumns, typeOf } from '../documents/described-columns.ts';
import type { ManifestFile, ManifestTable } from '../manifest/manifest.ts';
import { type FieldType, fieldType } from './field-type.ts';
import { parquetTypes } from './parquet-types.ts';
import { topLevelNames } from './table-cells.ts';
import type { TableFacts, TablePlan } from './table-facts.ts';

/** A schema of Table Schema. */
export interface Schema {
  readonly fields: readonly {
    readonly name: string;
    readonly type: FieldType;
    readonly description?: string;
    /** Of our own: Table Schema has none. */
    readonly unit?: string;
  }[];
  readonly missingValues?: readonly string[];
  readonly primaryKey?: readonly string[];
}

/** The columns of a table, or the fields of its objects where it is ndjson. */
export function planTable(table: ManifestTable): TablePlan {
  const type = typeOf(table);
  const top = { type: table.type, columns: topLevelNames(table).map((name) => ({ name })) };
  const columns = describedColumns(table.format === 'ndjson' ? top : table);
  const key = type === undefined ? undefined : (dataType(type).key ?? undefined);
  return { table, columns: new Map(columns.map((column) => [column.name, column])), key };
}

export async function schemaOf(
  out: string,
  { table, columns, key }: TablePlan,
  { path }: ManifestFile,
  { fields, kinds, keyed }: TableFacts,
): Promise<Schema> {
  const written = table.format === 'parquet' ? await parquetTypes(join(out, path)) : undefined;
  const otherwise = table.format === 'csv' ? 'string' : 'any';
  return {
    fields: fields.map((name, i) => {
      const column = columns.get(name);
      const declared = column ?? { kinds: ['any' as const], unit: undefined, integer: false };
      return {
        name,
        type: written?.get(name) ?? fieldType(declared, kinds[i] ?? 0, otherwise),
        ...(column === undefined ? {} : { description: column.description }),
        ...(column?.unit === undefined ? {} : { unit: column.unit }),
      };
    }),
    ...(table.format === 'csv' ? { missingValues: [''] } : {}),
    ...(keyed && key !== undefined ? { primaryKey: key } : {}),
  };
}

/**
 * A resource of a data package: a file with its schema.
 * @param schema the schema, or where it stands
 */
export function resourceOf(
  name: string,
  table: ManifestTable,
  { path, bytes, sha256 }: ManifestFile,
  schema: Schema | string,
): object {
  const { format, compression, dialect } = table;
  const type = typeOf(table);
  const about = type === undefined ? undefined : dataType(type);
  return {
    name,
    type: 'table',
    path,
    ...(about === undefined ? {} : { title: about.title, description: about.description }),
    format,
    mediatype: mediaTypes[format],
    ...(compression === undefined ? {} : { compression: 'gz' }),
    ...(format === 'parquet' ? {} : { encoding: 'utf-8' }),
    bytes,
    hash: `sha256:${sha256}`,
    ...(format === 'csv' ? { dialect: csvDialect(dialect) } : {}),
    schema,
  };
}

const mediaTypes = {
  csv: 'text/csv',
  ndjson: 'application/x-ndjson',
  parquet: 'application/vnd.apache.parquet',
} as const satisfies Record<ManifestTable['format'], string>;

const csvDialect = (dialect: ManifestTable['dialect']) => ({
  header: true,
  delimiter: ',',
  lineTerminator: dialect === 'excel' ? '\r\n' : '\n',
  quoteChar: '"',
  doubleQuote: true,
});
