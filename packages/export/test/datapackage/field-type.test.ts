import { expect, it } from 'vitest';
import { type FieldType, fieldType } from '../../src/datapackage/field-type.ts';
import { kindOfCell, kindOfValue } from '../../src/datapackage/value-kinds.ts';

it.each<[readonly (string | number)[], FieldType, FieldType]>([
  [[1, -20, 0], 'integer', 'integer'],
  [[1, 2.5], 'number', 'number'],
  [[1, 'many'], 'string', 'any'],
  [['many'], 'string', 'string'],
  [[], 'integer', 'integer'],
])('a count that came as %j is %s in csv, %s in ndjson', (values, csv, ndjson) => {
  const declared = { kinds: ['number' as const, 'null' as const], unit: undefined, integer: true };
  const bits = (kindOf: (value: string | number) => number) =>
    values.reduce<number>((sum, value) => sum | kindOf(value), 0);
  expect(
    fieldType(
      declared,
      bits((value) => kindOfCell(String(value))),
      'string',
    ),
  ).toBe(csv);
  expect(fieldType(declared, bits(kindOfValue), 'any')).toBe(ndjson);
});
