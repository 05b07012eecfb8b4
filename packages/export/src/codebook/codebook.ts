import { type DataTypeName, dataType, dataTypeNames, type FieldKind } from '@hyperstudy-workflows/core';
import { type DescribedColumn, describedColumns } from '../documents/described-columns.ts';
import type { Manifest, ManifestTable } from '../manifest/manifest.ts';
import { addedFields } from '../plan/added-fields.ts';
import { type LoadingHint, loadingHints } from './loading.ts';

/** A column as the codebook tells of it. */
export interface CodebookColumn {
  readonly name: string;
  readonly meaning: string;
  /** string, number, integer, boolean, datetime, object, array, any; several where it is open. */
  readonly type: readonly string[];
  readonly unit?: string;
  /** Where the values come from. */
  readonly source: { readonly endpoint: string; readonly field: string } | 'export';
  /** false: every record has a value, as far as is known. */
  readonly mayBeMissing: boolean;
}

export interface CodebookTable {
  readonly type: string;
  readonly title: string;
  readonly description: string;
  /** Files; a star stands for any room. */
  readonly files: readonly string[];
  /** Columns that name a row; absent where nothing does. */
  readonly key?: readonly string[];
  readonly columns: readonly CodebookColumn[];
}

/** codebook.json. */
export interface Codebook {
  readonly format: 'hyperstudy-codebook/1';
  readonly tables: readonly CodebookTable[];
  readonly missing: readonly string[];
  readonly loading: readonly LoadingHint[];
}

/** What the tables of an export hold. No counts: it changes only when a table gets other columns. */
export function codebookOf({ files }: Pick<Manifest, 'files'>): Codebook {
  const tables = dataTypeNames.flatMap((type) => {
    const own = files.filter((table) => table.type === type);
    return own.length === 0 ? [] : tableOf(type, own);
  });
  return {
    format: 'hyperstudy-codebook/1',
    tables,
    missing: missingNotes(files),
    loading: loadingHints(files),
  };
}

function tableOf(type: DataTypeName, files: readonly ManifestTable[]): CodebookTable {
  const { title, description, key } = dataType(type);
  const columns = new Map(files.flatMap(describedColumns).map((column) => [column.name, column]));
  return {
    type,
    title,
    description,
    files: files.map(({ path }) => path),
    ...(key === null ? {} : { key }),
    columns: [...columns.values()].map((column) => columnOf(type, column)),
  };
}

function columnOf(type: DataTypeName, column: DescribedColumn): CodebookColumn {
  const { name, path, kinds, unit, integer, description, required } = column;
  const field = path.join('.');
  const { path: endpoint } = dataType(type);
  const ours = name === '_more' || addedFields(type).some((added) => added.name === path[0]);
  return {
    name,
    meaning: description,
    type: typesOf(kinds, unit, integer),
    ...(unit === undefined ? {} : { unit }),
    source: ours ? 'export' : { endpoint: `/data/${endpoint}`, field },
    mayBeMissing: !required,
  };
}

function typesOf(kinds: readonly FieldKind[], unit: string | undefined, integer: boolean): string[] {
  return kinds
    .filter((kind) => kind !== 'null')
    .map((kind) => {
      if (kind === 'string' && unit === 'ISO 8601') return 'datetime';
      return kind === 'number' && integer ? 'integer' : kind;
    });
}

function missingNotes(files: readonly ManifestTable[]): string[] {
  const formats = new Set(files.map(({ format }) => format));
  return [
    ...(formats.has('csv') ? ['csv: an empty cell is no value, null or absent; empty text is "".'] : []),
    ...(formats.has('ndjson') ? ['ndjson: as the service sent it, null or absent.'] : []),
    ...(formats.has('parquet') ? ['parquet: null is no value, null or absent.'] : []),
  ];
}
