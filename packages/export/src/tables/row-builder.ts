import type { FieldKind } from '@hyperstudy-workflows/core';
import { valueReader } from './cell-values.ts';

/** A record as it is read back. */
export type TableRow = Record<string, unknown>;

/** What a reader has to know of a column. */
export interface ReadColumn {
  readonly name: string;
  readonly path: readonly [string] | readonly [string, string];
  readonly kinds: readonly FieldKind[];
}

type Put = (row: TableRow, cell: unknown) => void;

/**
 * Puts cells back where they came from: into fields, and into the objects that became columns. A text is read by the
 * kinds of its column; other cells are values already.
 */
export class RowBuilder {
  readonly #puts: readonly (Put | undefined)[];

  constructor(columns: readonly ReadColumn[]) {
    this.#puts = columns.map(putOf);
  }

  /** A cell without a value gives no field. */
  row(cells: readonly unknown[]): TableRow {
    const row: TableRow = {};
    for (let i = 0; i < cells.length; i += 1) {
      const cell = cells[i];
      if (cell !== undefined && cell !== null) this.#puts[i]?.(row, cell);
    }
    return row;
  }
}

function putOf({ name, path: [field, child], kinds }: ReadColumn): Put | undefined {
  // onset_sec says what onset says.
  if (child === undefined && field === 'onset' && name !== field) return undefined;
  const readText = valueReader(kinds);
  const read = (cell: unknown): unknown => (typeof cell === 'string' ? readText(cell) : cell);
  if (child === undefined) return (row, cell) => set(row, field, read(cell));
  return (row, cell) => {
    const group = Object.hasOwn(row, field) ? row[field] : undefined;
    if (isObject(group)) set(group, child, read(cell));
    else set(row, field, set({}, child, read(cell)));
  };
}

const isObject = (value: unknown): value is TableRow =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A plain assignment would take a field of the name __proto__ for something else. */
function set(row: TableRow, name: string, value: unknown): TableRow {
  if (name !== '__proto__') row[name] = value;
  else Object.defineProperty(row, name, { value, writable: true, enumerable: true, configurable: true });
  return row;
}
