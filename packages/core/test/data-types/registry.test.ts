import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { dataType, dataTypeNames, fieldsOf, filters } from '../../src/data-types/index.ts';

interface JsonSchema {
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  type?: string;
  description?: string;
  unit?: string;
}

interface NamedField {
  readonly path: string;
  readonly name: string;
  /** The field's own schema and, for an optional one, what stands beside null. */
  readonly branches: readonly JsonSchema[];
}

/** Every field of a schema with its path, also inside objects and lists. */
function everyField(schema: JsonSchema, prefix = ''): NamedField[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const branches = withBranches(property);
    const inside = branches.flatMap((branch) => [branch, ...withBranches(branch.items ?? {})]);
    const path = `${prefix}${name}`;
    return [{ path, name, branches }, ...inside.flatMap((branch) => everyField(branch, `${path}.`))];
  });
}

const withBranches = (schema: JsonSchema): JsonSchema[] => [
  schema,
  ...(schema.anyOf ?? []).flatMap(withBranches),
];

const isQuantity = (name: string) => /(onset|duration|time)$/i.test(name);

const cases = dataTypeNames.map((name) => {
  const definition = dataType(name);
  return {
    name,
    definition,
    columns: fieldsOf(definition).map((field) => field.name),
    everyField: everyField(z.toJSONSchema(definition.schema) as JsonSchema),
  };
});

describe.each(cases)('$name', ({ name, definition, columns, everyField }) => {
  it('is named after its path, or is a part of a type that is', () => {
    const slug = definition.path.replaceAll(/[/-]/g, '_');
    if (definition.view === undefined) expect(name).toBe(slug);
    else expect(dataTypeNames).toContain(slug);
  });

  it('names key, time and sort fields that its records have', () => {
    const named = [...(definition.key ?? []), definition.time, definition.sort].filter(
      (field) => field !== null,
    );
    expect(columns).toEqual(expect.arrayContaining(named));
  });

  it('asks for no page above 1000 rows', () => {
    if (!definition.paged && definition.pageSize === null) return;
    expect(definition.pageSize).toBeGreaterThan(0);
    if (definition.paged) expect(definition.pageSize).toBeLessThanOrEqual(1000);
  });

  it('takes filters that exist, each once', () => {
    expect(Object.keys(filters)).toEqual(expect.arrayContaining([...definition.filters]));
    expect(new Set(definition.filters).size).toBe(definition.filters.length);
  });

  it('exists at a scope, each named once', () => {
    expect(definition.scopes.length).toBeGreaterThan(0);
    expect(new Set(definition.scopes).size).toBe(definition.scopes.length);
  });

  it('needs a read scope of the key, or says that none is published', () => {
    expect(definition.apiScope ?? 'read:unpublished').toMatch(/^read:[a-z]+$/);
  });

  it('maps old names to fields that exist', () => {
    expect(columns).toEqual(expect.arrayContaining(Object.keys(definition.aliases)));
    for (const [field, older] of Object.entries(definition.aliases)) expect(older).not.toContain(field);
  });

  it('describes itself and every field, also inside objects', () => {
    expect(definition.title).not.toBe('');
    expect(definition.description).not.toBe('');
    expect(everyField.length).toBeGreaterThanOrEqual(columns.length);
    const silent = everyField.filter(({ branches }) => !branches.some((branch) => branch.description));
    expect(silent.map(({ path }) => path)).toEqual([]);
  });

  it('gives every onset, duration and time a unit', () => {
    const bare = everyField.filter(
      (field) => isQuantity(field.name) && !field.branches.some((branch) => branch.unit),
    );
    expect(bare.map(({ path }) => path)).toEqual([]);
  });

  it('measures onsets and durations in ms', () => {
    const spans = everyField.filter(
      ({ name, branches }) => isQuantity(name) && branches.some((branch) => branch.type === 'number'),
    );
    for (const { path, branches } of spans) {
      expect(
        branches.map((branch) => branch.unit),
        path,
      ).toContain('ms');
    }
  });
});

describe('the registry', () => {
  it('gives no title twice', () => {
    const titles = dataTypeNames.map((name) => dataType(name).title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('uses names that are safe as file and property names', () => {
    for (const name of dataTypeNames) expect(name).toMatch(/^[a-z]+(_[a-z]+)*$/);
  });

  it('has no filter that no type takes', () => {
    const taken = new Set(dataTypeNames.flatMap((name) => dataType(name).filters));
    expect([...taken].sort()).toEqual(Object.keys(filters).sort());
  });

  it('asks for the room wherever participants are a scope, so that its records can tell rooms apart', () => {
    const atParticipant = cases.filter(({ definition }) => definition.scopes.includes('participant'));
    for (const { columns } of atParticipant) expect(columns).toContain('roomId');
  });
});
