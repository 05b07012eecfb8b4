import { describe, expect, it } from 'vitest';
import { dataType, dataTypeNames, type FieldInfo, fieldsOf } from '../../src/data-types/index.ts';
import { examples, type JsonObject } from './fixtures/index.ts';

const cases = dataTypeNames.map((name) => ({
  name,
  definition: dataType(name),
  fields: fieldsOf(dataType(name)),
}));

/** A record in which every optional field is null, down to the given depth. */
function allNull(fields: readonly FieldInfo[], required: JsonObject): JsonObject {
  return Object.fromEntries(
    fields.map(({ name, required: always }) => [name, always ? required[name] : null]),
  );
}

const pick = (record: JsonObject, names: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(record).filter(([name]) => names.includes(name)));

describe.each(cases)('$name', ({ name, definition, fields }) => {
  const [example = {}] = examples[name];
  const required = fields.filter((field) => field.required).map((field) => field.name);

  it('takes a record with nothing but the required fields, and adds none', () => {
    const barest = pick(example, required);
    expect(definition.schema.parse(barest)).toStrictEqual(barest);
  });

  it('keeps every optional field that is null', () => {
    const record = allNull(fields, example);
    expect(definition.schema.parse(record)).toStrictEqual(record);
  });

  it.each(fields.filter((field) => field.fields.length > 0))(
    'takes an empty $name and one full of nulls',
    (field) => {
      for (const inner of [{}, allNull(field.fields, {})]) {
        const record = { ...example, [field.name]: inner };
        expect(definition.schema.parse(record)).toStrictEqual(record);
      }
    },
  );

  it.each(required)('reports a record without its %s', (missing) => {
    const { [missing]: _, ...record } = example;
    const paths = definition.schema.safeParse(record).error?.issues.map((issue) => issue.path);
    expect(paths).toEqual([[missing]]);
  });

  it('reports a known field of a wrong type by its name', () => {
    const known = fields.filter((field) => !field.kinds.includes('any'));
    for (const field of known) {
      const wrong = field.kinds.includes('boolean') ? [[]] : true;
      const issues = definition.schema.safeParse({ ...example, [field.name]: wrong }).error?.issues ?? [];
      expect(issues.map((issue) => issue.path[0])).toContain(field.name);
    }
  });
});
