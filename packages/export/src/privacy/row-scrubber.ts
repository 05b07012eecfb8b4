import { type DataTypeName, dataType, type FieldInfo, fieldsOf } from '@hyperstudy-workflows/core';
import { type FieldRole, innerRoleOf, nearestPerson, ownRoleOf, personOf } from './fields.ts';
import type { Identifiers, Known } from './identifiers.ts';
import { put } from './put.ts';
import { shiftNumber, shiftText } from './shift-dates.ts';
import type { Tally, TextScrubber } from './text-scrubber.ts';

type Row = Readonly<Record<string, unknown>>;

/** What is done to a value, and for whose record. */
export interface RowRules {
  /** Undefined: nobody is pseudonymised. */
  readonly people:
    | { readonly identifiers: Identifiers; readonly text: Pick<TextScrubber, 'scrub'> }
    | undefined;
  /** By how many days the times of a record move; undefined: not. */
  readonly daysBack: ((subject: string | undefined) => number) | undefined;
  /** Told of identifiers as they turn up in records. */
  readonly meet: (known: Known) => void;
}

/** The object that a value stands in. */
interface Around {
  readonly fields: Row;
  /** What the field that holds it says. */
  readonly outer?: FieldRole;
  /** Whose record it is, where the names in it are theirs. */
  readonly person?: string;
}

/** Names of fields that are the same for everybody: they aren't searched. */
const knownFields = new Map<DataTypeName, ReadonlyMap<string, FieldInfo>>();

function fieldsByName(type: DataTypeName): ReadonlyMap<string, FieldInfo> {
  let fields = knownFields.get(type);
  if (fields === undefined) {
    fields = new Map(fieldsOf(dataType(type)).map((field) => [field.name, field]));
    knownFields.set(type, fields);
  }
  return fields;
}

/** Takes people out of the records of one data type. */
export class RowScrubber {
  readonly #type: DataTypeName;
  readonly #fields: ReadonlyMap<string, FieldInfo>;
  readonly #rules: RowRules;
  readonly #tally: Tally;
  #days = 0;

  constructor(type: DataTypeName, rules: RowRules, tally: Tally) {
    this.#type = type;
    this.#fields = fieldsByName(type);
    this.#rules = rules;
    this.#tally = tally;
  }

  scrub(row: Row): Record<string, unknown> {
    const person = personOf(this.#type, row);
    const { daysBack } = this.#rules;
    this.#days = daysBack === undefined ? 0 : daysBack(person ?? textOf(row.roomId ?? row.id));
    const clean: Record<string, unknown> = {};
    const around = { fields: row, person: this.#type === 'participants' ? person : undefined };
    for (const field of Object.keys(row)) {
      const role = ownRoleOf(this.#type, field);
      if (this.#rules.people !== undefined && role === 'email') {
        this.#dropAddress(row[field], person);
        continue;
      }
      const known = this.#fields.get(field);
      const name = known === undefined ? this.#keyOf(field) : field;
      put(clean, name, this.#value(row[field], field, role, around, known?.unit));
    }
    return clean;
  }

  #value(value: unknown, field: string, role: FieldRole, around: Around, unit?: string): unknown {
    if (typeof value === 'string') return this.#text(value, field, role, around, unit);
    if (typeof value === 'number') {
      if (role === 'id' && this.#rules.people !== undefined) return this.#id(String(value));
      return this.#days === 0 ? value : shiftNumber(field, value, this.#days);
    }
    if (Array.isArray(value)) return value.map((item) => this.#value(item, field, role, around));
    if (typeof value === 'object' && value !== null) return this.#object(value as Row, role);
    return value;
  }

  #object(fields: Row, outer: FieldRole): Record<string, unknown> {
    const clean: Record<string, unknown> = {};
    const around = { fields, outer };
    for (const field of Object.keys(fields)) {
      const role = innerRoleOf(field, outer);
      if (this.#rules.people !== undefined && role === 'email') {
        this.#dropAddress(fields[field], nearestPerson(fields, field, outer));
        continue;
      }
      put(clean, this.#keyOf(field), this.#value(fields[field], field, role, around));
    }
    return clean;
  }

  #text(value: string, field: string, role: FieldRole, around: Around, unit: string | undefined): string {
    const { people } = this.#rules;
    // Times hold no names: they are most of the texts of a study.
    const isTime = unit === 'ISO 8601' && /^[\d:.TZ+-]*$/.test(value);
    const moved = this.#days === 0 ? value : shiftText(value, this.#days);
    if (people === undefined || value === '' || isTime) return moved;
    if (role === 'id') return this.#id(value);
    if (role === 'name') return this.#name(value, field, around);
    return people.text.scrub(moved, this.#tally, role === 'file');
  }

  #id(value: string): string {
    const { people, meet } = this.#rules;
    if (people === undefined) return value;
    meet({ kind: 'id', text: value });
    this.#tally.add('id');
    return people.identifiers.person(value);
  }

  #name(value: string, field: string, { fields, outer, person }: Around): string {
    const { people, meet } = this.#rules;
    if (people === undefined) return value;
    const owner = nearestPerson(fields, field, outer, person);
    meet({ kind: 'name', text: value, person: owner });
    this.#tally.add('name');
    return owner === undefined ? people.identifiers.called('name', value) : people.identifiers.person(owner);
  }

  #dropAddress(value: unknown, person: string | undefined): void {
    for (const address of [value].flat(8)) {
      if (typeof address !== 'string' || address === '') continue;
      this.#rules.meet({ kind: 'email', text: address, person });
      this.#tally.add('emailField');
    }
  }

  /** The name of a field that the data brings along may be somebody's id. */
  #keyOf(field: string): string {
    const { people } = this.#rules;
    const moved = this.#days === 0 ? field : shiftText(field, this.#days);
    return people === undefined ? moved : people.text.scrub(moved, this.#tally);
  }
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
