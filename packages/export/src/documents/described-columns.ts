import { type DataTypeName, dataTypeNames, type FieldInfo, type FieldKind } from '@hyperstudy-workflows/core';
import type { ManifestTable } from '../manifest/manifest.ts';
import { tableFields } from '../plan/added-fields.ts';

/** A column of a finished table with all that is known of it. */
export interface DescribedColumn {
  readonly name: string;
  /** Field, or field and field inside it. */
  readonly path: readonly [string] | readonly [string, string];
  /** Types of its values; any where nothing is known. */
  readonly kinds: readonly FieldKind[];
  /** ms, bytes, ISO 8601, …; undefined where it is no quantity. */
  readonly unit: string | undefined;
  readonly description: string;
  /** A number without decimals. */
  readonly integer: boolean;
  /** Every record has a value, as far as is known. */
  readonly required: boolean;
}

/** The columns of a table, in their order. */
export function describedColumns(table: Pick<ManifestTable, 'type' | 'columns'>): DescribedColumn[] {
  const type = typeOf(table);
  const fields = new Map((type === undefined ? [] : tableFields(type)).map((field) => [field.name, field]));
  return table.columns.map(({ name, path = [name] }) => {
    const [field, child] = path;
    return { name, path, ...factsOf(name, child, fields.get(field)) };
  });
}

const notDescribed = 'Not described by the service; as it came';

function factsOf(
  name: string,
  child: string | undefined,
  field: FieldInfo | undefined,
): Omit<DescribedColumn, 'name' | 'path'> {
  const nothing = { kinds: ['any' as const], unit: undefined, integer: false, required: false };
  if (field === undefined) {
    const rest = 'Fields that have no column of their own, as JSON';
    return { ...nothing, description: name === '_more' ? rest : notDescribed };
  }
  if (child === undefined && field.name === 'onset' && name !== field.name) {
    return { ...nothing, kinds: ['number'], unit: 's', description: 'onset / 1000' };
  }
  const info = child === undefined ? field : field.fields.find((inner) => inner.name === child);
  if (info === undefined) {
    return { ...nothing, description: `Inside ${field.name} (${field.description}); as it came` };
  }
  return {
    kinds: info.kinds,
    unit: info.unit,
    integer: info.integer === true,
    required: info.required && child === undefined,
    description: info.description === '' ? notDescribed : info.description,
  };
}

/** The data type of a table; undefined for one that a later version wrote. */
export const typeOf = ({ type }: Pick<ManifestTable, 'type'>): DataTypeName | undefined =>
  dataTypeNames.find((name) => name === type);
