import {
  type DataTypeDefinition,
  type DataTypeName,
  dataType,
  dataTypeNames,
  type FieldInfo,
  fieldsOf,
  UsageError,
} from '@hyperstudy-workflows/core';
import { z } from 'zod';
import { put } from './put.ts';

/** Columns that are left out of a table: names as in its header. */
export type Dropped = ReadonlySet<string>;

/** Columns to leave out, by data type. */
export class DropColumns {
  readonly #everywhere = new Set<string>();
  readonly #byType = new Map<DataTypeName, Set<string>>();

  /**
   * @param names column names, or type.column
   * @throws {UsageError} for names that no table has, with the nearest that one has.
   */
  constructor(names: readonly string[]) {
    const problems: string[] = [];
    for (const name of names) {
      const [type, column] = splitName(name);
      const known = type === undefined ? allColumns() : columnsOf(dataType(type));
      if (!isKnown(known, column)) {
        const near = nearest(column, [...known.names]);
        // A field that isn't known yet may still be sent; a slip of the pen isn't one.
        if (type === undefined || near.distance <= 2) {
          problems.push(
            `There is no column ${name}: did you mean ${type === undefined ? '' : `${type}.`}${near.name}?`,
          );
          continue;
        }
      }
      if (type === undefined) this.#everywhere.add(column);
      else for (const part of sameRecords(type)) this.#of(part).add(column);
    }
    if (problems.length > 0) {
      throw new UsageError(problems.join('\n'), {
        hint: 'Columns are named as in the header of the file; docs/data-types.md lists them. A column that the service sends though it is not listed is named with its type: participants.phone.',
      });
    }
  }

  /** Columns that the table of a type is without. */
  of(type: DataTypeName): Dropped {
    return new Set([...this.#everywhere, ...this.#of(type)]);
  }

  #of(type: DataTypeName): Set<string> {
    const found = this.#byType.get(type) ?? new Set<string>();
    this.#byType.set(type, found);
    return found;
  }
}

/** The definition of a table without some columns: they are not in its header either. */
export function withoutColumns(definition: DataTypeDefinition, dropped: Dropped): DataTypeDefinition {
  const fields = fieldsOf(definition);
  const inside = (field: FieldInfo) =>
    field.fields.filter(({ name }) => dropped.has(`${field.name}_${name}`)).map(({ name }) => name);
  const gone = fields.filter(({ name }) => dropped.has(name)).map(({ name }) => name);
  const narrowed = fields.filter((field) => !dropped.has(field.name) && inside(field).length > 0);
  if (gone.length === 0 && narrowed.length === 0) return definition;
  const shape = Object.entries(definition.schema.shape)
    .filter(([name]) => !gone.includes(name))
    .map(([name, inner]) => {
      const field = narrowed.find((other) => other.name === name);
      return [name, field === undefined ? inner : withoutInner(inner, inside(field))] as const;
    });
  return { ...definition, schema: z.looseObject(Object.fromEntries(shape)) };
}

type Inner = DataTypeDefinition['schema']['shape'][string];

/** A group, below whatever makes it optional, without some of its fields. */
function withoutInner(inner: Inner, names: readonly string[]): Inner {
  let schema: unknown = inner;
  while (hasUnwrap(schema)) schema = schema.unwrap();
  if (!(schema instanceof z.ZodObject)) return inner;
  const kept = Object.entries(schema.shape).filter(([name]) => !names.includes(name));
  return z.looseObject(Object.fromEntries(kept)).nullish();
}

const hasUnwrap = (schema: unknown): schema is { unwrap: () => unknown } =>
  typeof schema === 'object' && schema !== null && 'unwrap' in schema && typeof schema.unwrap === 'function';

/** A record without the columns. */
export function dropFrom(row: Readonly<Record<string, unknown>>, dropped: Dropped): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const field of Object.keys(row)) {
    if (dropped.has(field)) continue;
    const value = row[field];
    const isGroup = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (!isGroup || Object.keys(value).length === 0) put(kept, field, value);
    else {
      const inside = Object.entries(value).filter(([name]) => !dropped.has(`${field}_${name}`));
      // An empty object would be a value of its own, with a column.
      if (inside.length > 0) put(kept, field, Object.fromEntries(inside));
    }
  }
  return kept;
}

function splitName(name: string): [DataTypeName | undefined, string] {
  const dot = name.indexOf('.');
  const type = dataTypeNames.find((known) => known === name.slice(0, dot).replaceAll('-', '_'));
  return dot === -1 || type === undefined ? [undefined, name] : [type, name.slice(dot + 1)];
}

/** A type, and those that are parts of it: what is left out of the events is left out of the consent too. */
function sameRecords(type: DataTypeName): DataTypeName[] {
  const { path, view } = dataType(type);
  return view === undefined ? dataTypeNames.filter((other) => dataType(other).path === path) : [type];
}

interface Columns {
  readonly names: ReadonlySet<string>;
  /** Fields whose columns depend on the data: value_answer, config_prompt. */
  readonly open: readonly string[];
}

function columnsOf(definition: DataTypeDefinition): Columns {
  const names = new Set<string>();
  const open: string[] = [];
  for (const { name, kinds, fields } of fieldsOf(definition)) {
    names.add(name);
    for (const inner of fields) names.add(`${name}_${inner.name}`);
    if (kinds.includes('any') || kinds.includes('object')) open.push(`${name}_`);
  }
  return { names, open };
}

function allColumns(): Columns {
  const all = dataTypeNames.map((name) => columnsOf(dataType(name)));
  return { names: new Set(all.flatMap(({ names }) => [...names])), open: all.flatMap(({ open }) => open) };
}

const isKnown = ({ names, open }: Columns, column: string): boolean =>
  names.has(column) || open.some((start) => column.startsWith(start) && column.length > start.length);

function nearest(wanted: string, names: readonly string[]): { name: string; distance: number } {
  return names
    .map((name) => ({ name, distance: distance(wanted.toLowerCase(), name.toLowerCase()) }))
    .reduce((best, next) => (next.distance < best.distance ? next : best));
}

/** How many letters have to change (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const change = one[i - 1] === other[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + change));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
