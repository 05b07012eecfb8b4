import { join } from 'node:path';
import { type DataTypeDefinition, dataType } from '@hyperstudy-workflows/core';
import { type DescribedColumn, describedColumns, typeOf } from '../documents/described-columns.ts';
import type { ManifestTable } from '../manifest/manifest.ts';
import { type FieldType, fieldType } from './field-type.ts';
import { parquetTypes } from './parquet-types.ts';
import type { TableFacts, TableLayout } from './table-facts.ts';

/** A field of Table Schema. */
interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly description: string;
  /** Of our own: Table Schema has none. */
  readonly unit?: string;
}

/** What a file holds, before its values are looked at. */
export interface PlannedResource {
  readonly table: ManifestTable;
  readonly definition: DataTypeDefinition | undefined;
  readonly columns: readonly DescribedColumn[];
  readonly layout: TableLayout;
}

/** The fields of a file: columns, or the fields of the objects where it is ndjson. */
export function planResource(table: ManifestTable): PlannedResource {
  const type = typeOf(table);
  const definition = type === undefined ? undefined : dataType(type);
  const columns = table.format === 'ndjson' ? topLevel(table) : describedColumns(table);
  const fields = columns.map(({ name }) => name);
  const key = definition?.key?.map((name) => fields.indexOf(name));
  return {
    table,
    definition,
    columns,
    layout: {
      fields,
      open: columns.map(({ kinds, unit }) => table.format !== 'csv' || unit === 'ISO 8601' || !isText(kinds)),
      key: key?.includes(-1) ? undefined : key,
    },
  };
}

const isText = (kinds: DescribedColumn['kinds']): boolean =>
  kinds.every((kind) => kind === 'string' || kind === 'null');

/** The objects have the fields whose contents are columns elsewhere; what is made for tables only they don't have. */
function topLevel(table: ManifestTable): DescribedColumn[] {
  const names = new Set(table.columns.map(({ name, path: [field] = [name] }) => field));
  names.delete('_more');
  return describedColumns({ type: table.type, columns: [...names].map((name) => ({ name })) });
}

/** A resource of a data package: a file with its schema. */
export async function resourceOf(
  out: string,
  name: string,
  plan: PlannedResource,
  facts: TableFacts,
): Promise<object> {
  const { table, definition } = plan;
  const { path, format, compression, dialect, bytes, sha256 } = table;
  return {
    name,
    type: 'table',
    path,
    ...(definition === undefined ? {} : { title: definition.title, description: definition.description }),
    format,
    mediatype: mediaTypes[format],
    ...(compression === undefined ? {} : { compression: 'gz' }),
    ...(format === 'parquet' ? {} : { encoding: 'utf-8' }),
    bytes,
    hash: `sha256:${sha256}`,
    ...(format === 'csv' ? { dialect: csvDialect(dialect) } : {}),
    schema: {
      fields: await fieldsWithTypes(out, plan, facts),
      ...(format === 'csv' ? { missingValues: [''] } : {}),
      ...(facts.keyed ? { primaryKey: definition?.key } : {}),
    },
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

async function fieldsWithTypes(
  out: string,
  { table, columns }: PlannedResource,
  { kinds }: TableFacts,
): Promise<Field[]> {
  const written = table.format === 'parquet' ? await parquetTypes(join(out, table.path)) : undefined;
  const otherwise = table.format === 'csv' ? 'string' : 'any';
  return columns.map((column, i) => ({
    name: column.name,
    type: written?.get(column.name) ?? fieldType(column, kinds[i] ?? 0, otherwise),
    description: column.description,
    ...(column.unit === undefined ? {} : { unit: column.unit }),
  }));
}
