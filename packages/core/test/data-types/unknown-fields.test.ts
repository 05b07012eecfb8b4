import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dataType, dataTypeNames, fieldsOf } from '../../src/data-types/index.ts';
import { examples, type JsonObject } from './fixtures/index.ts';

/** Fields that a schema doesn't know. __proto__ is left out: zod drops it, and no table should have it. */
const unknownFields = (known: readonly string[]): fc.Arbitrary<JsonObject> =>
  fc.dictionary(
    fc.string().filter((name) => name !== '__proto__' && !known.includes(name)),
    fc.jsonValue(),
    { noNullPrototype: true },
  );

describe.each(dataTypeNames)('%s', (name) => {
  const definition = dataType(name);
  const fields = fieldsOf(definition);
  const [example = {}] = examples[name];

  it('keeps any unknown field of a record', () => {
    fc.assert(
      fc.property(unknownFields(fields.map((field) => field.name)), (extra) => {
        const record = { ...example, ...extra };
        expect(definition.schema.parse(record)).toStrictEqual(record);
      }),
    );
  });

  it.each(fields.filter((field) => field.kinds.includes('object')))(
    'keeps any unknown field in $name',
    (field) => {
      fc.assert(
        fc.property(unknownFields(field.fields.map((inner) => inner.name)), (extra) => {
          const record = { ...example, [field.name]: extra };
          expect(definition.schema.parse(record)).toStrictEqual(record);
        }),
      );
    },
  );
});

describe('__proto__', () => {
  it('of a hostile record reaches neither the record nor its prototype', () => {
    const hostile: unknown = JSON.parse(
      '{"id":"evt_1","timestamp":"2026-03-11T15:04:20Z","__proto__":{"admin":true}}',
    );
    const record = dataType('events').schema.parse(hostile);
    expect(Object.keys(record)).toEqual(['id', 'timestamp']);
    expect(Object.getPrototypeOf(record)).toBe(Object.prototype);
  });
});
