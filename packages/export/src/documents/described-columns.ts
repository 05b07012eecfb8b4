import {
  type DataTypeName,
  dataType,
  dataTypeNames,
  type FieldKind,
  fieldsOf,
} from '@hyperstudy-workflows/core';
import type { ManifestTable } from '../manifest/manifest.ts';
import { ColumnSet } from '../tables/column-set.ts';

/** A column of a finished table with all that is known of it. */
export interface DescribedColumn {
  readonly name: string;
  /** Field, or field and field inside it. */
  readonly path: readonly [string] | readonly [string, string];
  /** Types of its values; any where nothing is known. */
  readonly kinds: readonly FieldKind[];
  /** ms, bytes, ISO 8601, …; undefined where it is no quantity. */
  readonly unit: string | undefined;
  readonly description: string | undefined;
  /** A number without decimals. */
  readonly integer: boolean;
  /** The registry or this package has it; otherwise it turned up in the data. */
  readonly known: boolean;
}

/** The columns of a table, in their order. */
export function describedColumns(table: Pick<ManifestTable, 'type' | 'columns'>): DescribedColumn[] {
  const type = typeOf(table);
  const known = new Map(
    (type === undefined ? [] : new ColumnSet(fieldsOf(dataType(type))).columns).map((column) => [
      column.name,
      column,
    ]),
  );
  return table.columns.map(({ name, path, unit, description }) => {
    const wanted = path ?? known.get(name)?.path ?? [name];
    // A column that turned up may have taken a name that a later version knows for another.
    const own = known.get(name)?.path.join('\n') === wanted.join('\n') ? known.get(name) : undefined;
    const [field, child] = wanted;
    return {
      name,
      path: child === undefined ? [field] : [field, child],
      kinds: own?.kinds ?? ['any'],
      unit: unit || undefined,
      description: description || undefined,
      integer: own?.integer === true,
      known: own !== undefined || Boolean(description),
    };
  });
}

/** The data type of a table; undefined for one that a later version wrote. */
export const typeOf = ({ type }: Pick<ManifestTable, 'type'>): DataTypeName | undefined =>
  dataTypeNames.find((name) => name === type);
