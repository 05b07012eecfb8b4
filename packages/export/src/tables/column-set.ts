import type { FieldInfo, FieldKind } from '@hyperstudy-workflows/core';

/** A column of a table: where its values come from. */
export interface Column {
  readonly name: string;
  /** Field, or field and field inside it. */
  readonly path: readonly [string] | readonly [string, string];
  /** What the registry says the values may be; absent where the column turned up on the way. */
  readonly kinds?: readonly FieldKind[];
  readonly unit?: string;
  readonly description?: string;
}

/** What becomes of one field: a column of its own, columns of what is inside, or both. */
export interface Place {
  /** Index of its own column; -1 while it has none. */
  index: number;
  readonly inside: Map<string, number>;
}

/** A server that sends ever new field names must not fill the memory. */
const mostColumns = 2000;

/** Name of the column that takes what has no place any more, as JSON. */
const overflowName = '_more';

/**
 * The columns of one table. Known fields come first, in registry order, whether the data has them or not; new
 * ones are appended when they are first seen, and nothing ever moves. Objects become columns one level deep
 * (metadata_type); what lies deeper is JSON text.
 */
export class ColumnSet {
  readonly columns: Column[] = [];
  readonly #places = new Map<string, Place>();
  readonly #names = new Set<string>();

  /** @param later columns that turned up in an earlier part of the same table, in their order */
  constructor(fields: readonly FieldInfo[], later: readonly Column[] = []) {
    for (const field of fields) this.#addKnown(field);
    this.known = this.width;
    for (const { path } of later) {
      const [field, child] = path;
      const place = this.place(field);
      if (child === undefined) this.own(field, place);
      else this.inside(field, place, child);
    }
  }

  /** How many columns the table has before any record is seen. */
  readonly known: number;

  get width(): number {
    return this.columns.length;
  }

  place(field: string): Place {
    let place = this.#places.get(field);
    if (place === undefined) {
      place = { index: -1, inside: new Map() };
      this.#places.set(field, place);
    }
    return place;
  }

  /** Index of the column of a field's own values; -1 when there are too many columns. */
  own(field: string, place: Place): number {
    if (place.index === -1) place.index = this.#add({ name: field, path: [field] });
    return place.index;
  }

  /** Index of the column of a field inside an object. */
  inside(field: string, place: Place, child: string): number {
    let index = place.inside.get(child);
    if (index === undefined) {
      index = this.#add({ name: `${field}_${child}`, path: [field, child] });
      if (index !== -1) place.inside.set(child, index);
    }
    return index;
  }

  /** Index of the column for what has no place. */
  overflow(): number {
    return this.own(overflowName, this.place(overflowName));
  }

  #addKnown(field: FieldInfo): void {
    const place = this.place(field.name);
    const facts = ({ kinds, unit, description }: FieldInfo) => ({ kinds, unit, description });
    if (field.fields.length > 0) {
      for (const child of field.fields) {
        const column = {
          name: `${field.name}_${child.name}`,
          path: [field.name, child.name] as const,
          ...facts(child),
        };
        place.inside.set(child.name, this.#add(column));
      }
      return;
    }
    // A field of unknown shape gets columns when it is seen, unless every record has it.
    const shapeless = field.kinds.every((kind) => kind === 'any' || kind === 'object' || kind === 'null');
    if (shapeless && !field.required) return;
    place.index = this.#add({ name: field.name, path: [field.name], ...facts(field) });
    if (field.name === 'onset')
      this.#add({
        name: 'onset_sec',
        path: ['onset'],
        kinds: ['number'],
        unit: 's',
        description: 'onset / 1000',
      });
  }

  #add(column: Column): number {
    if (this.columns.length >= mostColumns && column.name !== overflowName) return -1;
    this.columns.push({ ...column, name: this.#freeName(column.name) });
    return this.columns.length - 1;
  }

  /** scale_min may be a field of its own beside min inside scale. */
  #freeName(wanted: string): string {
    let name = wanted;
    for (let n = 2; this.#names.has(name); n += 1) name = `${wanted}_${n}`;
    this.#names.add(name);
    return name;
  }
}
