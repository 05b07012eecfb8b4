import { type FieldInfo, fieldsOf } from '../data-types/columns.ts';
import type { DataTypeDefinition } from '../data-types/define.ts';
import { type Drift, noDrift, type RetypedField } from '../data-types/drift-report.ts';
import type { Row } from '../paging/page.ts';

const kinds = ['string', 'number', 'boolean', 'object', 'array', 'null'] as const;
const anyKind = (1 << kinds.length) - 1;
/** A hostile server could send endless different names. */
const mostUnknown = 1000;

/** What was counted up to some record, for going on from there; plain JSON. */
export interface DriftCounts {
  readonly records: number;
  /** By field, in the order of the schema. */
  readonly present: readonly number[];
  readonly nulls: readonly number[];
  readonly retyped: readonly number[];
  /** Kinds found where others are known, as bits. */
  readonly found: readonly number[];
  readonly unknown: Readonly<Record<string, number>>;
}

/**
 * Counts how records differ from what is known of their data type. Runs over every record, so it goes through a
 * record's fields once and guesses, from the record before, which field comes next: 0.1 to 0.2 µs for 20 fields.
 */
export class DriftCounter {
  readonly #fields: readonly FieldInfo[];
  /** Field names in order, and one more that is no field. */
  readonly #names: readonly string[];
  readonly #index: ReadonlyMap<string, number>;
  /** typeof of a field whose only type is a plain one: the case that needs no further look. */
  readonly #usual: readonly string[];
  readonly #allowed: Int32Array;
  readonly #next: Int32Array;
  readonly #present: Int32Array;
  readonly #null: Int32Array;
  readonly #retyped: Int32Array;
  readonly #found: Int32Array;
  readonly #unknown = new Map<string, number>();
  readonly #older: ReadonlySet<string>;
  #records = 0;

  /** @param before counts of the records before, of the same data type */
  constructor(definition: Pick<DataTypeDefinition, 'schema' | 'aliases'>, before?: DriftCounts) {
    const fields = fieldsOf(definition);
    const perField = (counts: readonly number[] = []) => Int32Array.from(fields, (_, i) => counts[i] ?? 0);
    this.#fields = fields;
    this.#names = [...fields.map(({ name }) => name), ''];
    this.#index = new Map(fields.map(({ name }, i) => [name, i]));
    this.#usual = fields.map(usualType);
    this.#allowed = Int32Array.from(fields, allowedKinds);
    this.#next = new Int32Array(fields.length + 1);
    this.#present = perField(before?.present);
    this.#null = perField(before?.nulls);
    this.#retyped = perField(before?.retyped);
    this.#found = perField(before?.found);
    this.#records = before?.records ?? 0;
    for (const [name, count] of Object.entries(before?.unknown ?? {})) this.#unknown.set(name, count);
    this.#older = new Set(Object.values(definition.aliases).flat());
  }

  /** Counts records. */
  add(rows: readonly Row[]): void {
    for (const row of rows) this.addOne(row);
  }

  /** Counts a record. */
  addOne(row: Row): void {
    this.#records += 1;
    const [names, next, present, usual] = [this.#names, this.#next, this.#present, this.#usual];
    let before = names.length - 1;
    for (const name in row) {
      let i = next[before] ?? 0;
      if (names[i] !== name) {
        const known = this.#index.get(name);
        if (known === undefined) {
          this.#addUnknown(name);
          continue;
        }
        i = known;
        next[before] = i;
      }
      const value = row[name];
      present[i] = (present[i] ?? 0) + 1;
      if (typeof value !== usual[i]) this.#lookCloser(i, value);
      before = i;
    }
  }

  #lookCloser(i: number, value: unknown): void {
    const kind = kindOf(value);
    if (kind === nullKind) this.#null[i] = (this.#null[i] ?? 0) + 1;
    if (((this.#allowed[i] ?? 0) & kind) !== 0) return;
    this.#retyped[i] = (this.#retyped[i] ?? 0) + 1;
    this.#found[i] = (this.#found[i] ?? 0) | kind;
  }

  #addUnknown(name: string): void {
    // An older name of a known field is no news.
    if (this.#older.has(name)) return;
    const count = this.#unknown.get(name) ?? 0;
    if (count > 0 || this.#unknown.size < mostUnknown) this.#unknown.set(name, count + 1);
  }

  get counts(): DriftCounts {
    return {
      records: this.#records,
      present: [...this.#present],
      nulls: [...this.#null],
      retyped: [...this.#retyped],
      found: [...this.#found],
      unknown: Object.fromEntries(this.#unknown),
    };
  }

  get report(): Drift {
    if (this.#records === 0) return noDrift;
    const seen = this.#fields.map((field, i) => ({ field, i, present: this.#present[i] ?? 0 }));
    const lacking = seen.filter(({ field, present }) => field.required && present < this.#records);
    const retyped = seen.filter(({ i }) => (this.#retyped[i] ?? 0) > 0);
    return {
      records: this.#records,
      unknown: Object.fromEntries(this.#unknown),
      retyped: Object.fromEntries(retyped.map(({ field, i }) => [field.name, this.#retypedField(field, i)])),
      missing: Object.fromEntries(lacking.map(({ field, present }) => [field.name, this.#records - present])),
      absent: seen.filter(({ field, present }) => !field.required && present === 0).map(nameOf),
      allNull: seen.filter(({ i, present }) => present > 0 && this.#null[i] === present).map(nameOf),
    };
  }

  #retypedField(field: FieldInfo, i: number): RetypedField {
    const found = this.#found[i] ?? 0;
    return {
      records: this.#retyped[i] ?? 0,
      expected: field.kinds,
      found: kinds.filter((_, bit) => (found & (1 << bit)) !== 0),
    };
  }
}

const nullKind = 1 << kinds.indexOf('null');

const nameOf = ({ field }: { field: FieldInfo }): string => field.name;

function usualType({ kinds: known }: FieldInfo): string {
  const [only, ...others] = known.filter((kind) => kind !== 'null');
  const plain = others.length === 0 && (only === 'string' || only === 'number' || only === 'boolean');
  return plain ? only : '';
}

function allowedKinds({ kinds: known }: FieldInfo): number {
  if (known.includes('any')) return anyKind;
  return kinds.reduce((bits, kind, bit) => (known.includes(kind) ? bits | (1 << bit) : bits), 0);
}

function kindOf(value: unknown): number {
  switch (typeof value) {
    case 'string':
      return 1;
    case 'number':
      return 2;
    case 'boolean':
      return 4;
    default:
      if (value === null || value === undefined) return nullKind;
      return Array.isArray(value) ? 16 : 8;
  }
}
