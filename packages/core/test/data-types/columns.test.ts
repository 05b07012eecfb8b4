import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { dataTypes, experimentSchema, fieldsOf } from '../../src/data-types/index.ts';

const field = (schema: z.ZodObject, name: string) => fieldsOf({ schema }).find((each) => each.name === name);

describe('fieldsOf', () => {
  it('lists fields in the order of the schema, which is column order', () => {
    const names = fieldsOf(dataTypes.sync).map(({ name }) => name);
    expect(names.slice(0, 2)).toEqual(['metricId', 'experimentId']);
    expect(names).toEqual(Object.keys(dataTypes.sync.schema.shape));
  });

  it('reads description and unit through nullish', () => {
    expect(field(dataTypes.sync.schema, 'latency')).toEqual({
      name: 'latency',
      kinds: ['number', 'null'],
      description: 'Network latency',
      unit: 'ms',
      required: false,
      fields: [],
    });
  });

  it('tells required fields from optional ones', () => {
    expect(field(dataTypes.events.schema, 'id')?.required).toBe(true);
    expect(field(dataTypes.events.schema, 'eventType')?.required).toBe(false);
    expect(field(dataTypes.variables.schema, 'value')?.required).toBe(false);
  });

  it('calls a field of unpublished shape any', () => {
    expect(field(dataTypes.events.schema, 'data')?.kinds).toEqual(['any']);
  });

  it('gathers the kinds of a union, each once', () => {
    expect(field(experimentSchema, 'createdAt')?.kinds).toEqual(['string', 'number', 'object', 'null']);
  });

  it('counts integers as numbers', () => {
    expect(field(z.looseObject({ n: z.int() }), 'n')?.kinds).toEqual(['number']);
  });

  it('names the fields inside an object', () => {
    const inside = field(dataTypes.ratings_sparse.schema, 'scale')?.fields;
    expect(inside?.map(({ name, kinds }) => ({ name, kinds }))).toEqual([
      { name: 'min', kinds: ['number', 'null'] },
      { name: 'max', kinds: ['number', 'null'] },
    ]);
  });
});
