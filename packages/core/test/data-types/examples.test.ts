import { describe, expect, it } from 'vitest';
import { dataType, dataTypeNames, type FieldInfo, fieldsOf } from '../../src/data-types/index.ts';
import { examples, type JsonObject, resourceExamples } from './fixtures/index.ts';

const cases = [
  ...dataTypeNames.flatMap((name) =>
    examples[name].map((record, index) => ({
      name: `${name} ${index}`,
      schema: dataType(name).schema,
      record,
    })),
  ),
  ...resourceExamples,
];

/** What disagrees between a record and the known fields: a field that isn't known, or a value of another kind. */
function disagreements(record: JsonObject, fields: readonly FieldInfo[], path = ''): string[] {
  return Object.entries(record).flatMap(([name, value]) => {
    const field = fields.find((candidate) => candidate.name === name);
    if (field === undefined) return [`${path}${name} isn't known`];
    const kind = kindOf(value);
    if (!field.kinds.includes('any') && !field.kinds.some((known) => known === kind)) {
      return [`${path}${name} is ${kind}, not ${field.kinds.join(' or ')}`];
    }
    return isObject(value) && field.fields.length > 0
      ? disagreements(value, field.fields, `${path}${name}.`)
      : [];
  });
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

const isObject = (value: unknown): value is JsonObject => kindOf(value) === 'object';

describe.each(cases)('example of $name', ({ schema, record }) => {
  it('parses and comes out as it went in', () => {
    expect(schema.parse(record)).toStrictEqual(record);
  });

  it('keeps a field that nobody knows yet', () => {
    const newer = { ...record, fieldOfTheNextRelease: { deep: [1, null] } };
    expect(schema.parse(newer)).toStrictEqual(newer);
  });

  it('has the fields and kinds that fieldsOf names', () => {
    expect(disagreements(record, fieldsOf({ schema }))).toEqual([]);
  });
});

describe('a run among decisions', () => {
  it('passes as a decision, so that a mixed list can be read whole', () => {
    const runs = examples.agent_runs.filter((record) => record._type === 'run');
    expect(runs).toHaveLength(1);
    for (const record of runs) {
      expect(dataType('agent_decisions').schema.parse(record)).toStrictEqual(record);
    }
  });
});
