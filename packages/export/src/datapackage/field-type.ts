import type { FieldKind } from '@hyperstudy-workflows/core';
import { kindBits } from './value-kinds.ts';

/** Types of Table Schema that a field of ours can have. */
export type FieldType = 'string' | 'number' | 'integer' | 'boolean' | 'datetime' | 'object' | 'array' | 'any';

/** What is known of a field before its values are looked at. */
export interface DeclaredField {
  readonly kinds: readonly FieldKind[];
  readonly unit: string | undefined;
  readonly integer: boolean;
}

const within = (bits: number, allowed: number): boolean => (bits & ~allowed) === 0;
const numbers = kindBits.integer | kindBits.decimal;

/**
 * The type that all values of a field have: the registry's where they agree with it, else one that they do agree with.
 * @param bits kinds of its values
 * @param otherwise the type that takes everything: string in CSV, where everything is text, any in JSON
 */
export function fieldType(declared: DeclaredField, bits: number, otherwise: 'string' | 'any'): FieldType {
  const wanted = declaredType(declared);
  if (wanted !== 'any' && holds(wanted, bits, otherwise)) return wanted;
  if (bits === 0) return wanted === 'object' || wanted === 'array' ? otherwise : wanted;
  if (wanted === 'integer' && within(bits, numbers)) return 'number';
  if (within(bits, kindBits.text | kindBits.time)) return 'string';
  if (wanted === 'any') {
    const fitting = (['number', 'boolean', 'object', 'array'] as const).find((type) =>
      holds(type, bits, otherwise),
    );
    if (fitting !== undefined) return fitting;
  }
  return otherwise;
}

function declaredType({ kinds, unit, integer }: DeclaredField): FieldType {
  const [kind, ...others] = kinds.filter((kind) => kind !== 'null');
  if (kind === undefined || others.length > 0) return 'any';
  if (kind === 'string') return unit === 'ISO 8601' ? 'datetime' : 'string';
  return kind === 'number' && integer ? 'integer' : kind;
}

function holds(type: FieldType, bits: number, otherwise: 'string' | 'any'): boolean {
  switch (type) {
    case 'string':
      // Any cell of CSV is text; a number of JSON is not.
      return otherwise === 'string' || within(bits, kindBits.text | kindBits.time);
    case 'integer':
      return within(bits, kindBits.integer);
    case 'number':
      return within(bits, numbers);
    case 'boolean':
      return within(bits, kindBits.boolean);
    case 'datetime':
      return within(bits, kindBits.time);
    case 'object':
      return bits !== 0 && within(bits, kindBits.object);
    case 'array':
      return bits !== 0 && within(bits, kindBits.array);
    case 'any':
      return true;
  }
}
