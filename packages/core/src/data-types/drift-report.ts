import type { FieldKind } from './columns.ts';

/** A field that came with another type than the known ones. */
export interface RetypedField {
  /** Records in which it did. */
  readonly records: number;
  readonly expected: readonly FieldKind[];
  readonly found: readonly FieldKind[];
}

/**
 * How records differ from what is known of their data type: the API moves on. Only top-level fields are looked at.
 * Nothing is dropped or changed because of it.
 */
export interface Drift {
  /** Records that were looked at. */
  readonly records: number;
  /** Unknown fields, with the number of records that have them. */
  readonly unknown: Readonly<Record<string, number>>;
  /** Known fields of another type. */
  readonly retyped: Readonly<Record<string, RetypedField>>;
  /** Fields that the server always sends, as far as is known, with the number of records that lack them. */
  readonly missing: Readonly<Record<string, number>>;
  /** Optional fields that no record has. No drift by itself: much is optional. */
  readonly absent: readonly string[];
  /** Fields that are null in every record that has them. No drift by itself. */
  readonly allNull: readonly string[];
}

export const noDrift: Drift = { records: 0, unknown: {}, retyped: {}, missing: {}, absent: [], allNull: [] };

/** What of a drift matters to people, also as a manifest holds it. */
interface Differences {
  readonly unknown: Readonly<Record<string, unknown>>;
  readonly retyped: Readonly<Record<string, { readonly found: readonly string[] }>>;
  readonly missing: Readonly<Record<string, unknown>>;
}

/** Whether records differ from what is known; fields that are merely absent or null don't count. */
export function hasDrift({ unknown, retyped, missing }: Differences): boolean {
  return [unknown, retyped, missing].some((fields) => Object.keys(fields).length > 0);
}

/** One line, such as "unknown fields mood, team; score is text". */
export function driftInWords({ unknown, retyped, missing }: Differences): string {
  const names = (fields: object) => Object.keys(fields).join(', ');
  const parts = [
    names(unknown) && `unknown: ${names(unknown)}`,
    ...Object.entries(retyped).map(([name, { found }]) => `${name} is ${found.join(' or ')}`),
    names(missing) && `missing: ${names(missing)}`,
  ];
  return parts.filter((part) => part !== '').join('; ');
}

/** The drift of several readings of one data type, as of one. */
export function sumOfDrifts(drifts: readonly Drift[]): Drift {
  const counted = drifts.filter(({ records }) => records > 0);
  const inEvery = (names: (drift: Drift) => readonly string[]) =>
    [...new Set(counted.flatMap(names))].filter((name) =>
      counted.every((drift) => names(drift).includes(name)),
    );
  return {
    records: counted.reduce((sum, { records }) => sum + records, 0),
    unknown: sumOfCounts(counted.map(({ unknown }) => unknown)),
    retyped: sumOfRetyped(counted.map(({ retyped }) => retyped)),
    missing: sumOfCounts(counted.map(({ missing }) => missing)),
    absent: inEvery(({ absent }) => absent),
    allNull: inEvery(({ allNull, absent }) => [...allNull, ...absent]).filter((name) =>
      counted.some(({ allNull }) => allNull.includes(name)),
    ),
  };
}

function sumOfCounts(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  // A Map, because __proto__ is a name too.
  const sums = new Map<string, number>();
  for (const [name, count] of counts.flatMap((fields) => Object.entries(fields))) {
    sums.set(name, (sums.get(name) ?? 0) + count);
  }
  return Object.fromEntries(sums);
}

function sumOfRetyped(all: readonly Readonly<Record<string, RetypedField>>[]): Record<string, RetypedField> {
  const sums = new Map<string, RetypedField>();
  for (const [name, field] of all.flatMap((fields) => Object.entries(fields))) {
    const sum = sums.get(name);
    sums.set(name, {
      records: (sum?.records ?? 0) + field.records,
      expected: field.expected,
      found: [...new Set([...(sum?.found ?? []), ...field.found])],
    });
  }
  return Object.fromEntries(sums);
}
