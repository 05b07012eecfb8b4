import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { HyperStudy } from '@hyperstudy-workflows/core';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { writeDatapackage } from '../../src/datapackage/write-datapackage.ts';
import { buildManifest } from '../../src/manifest/build.ts';
import type { ManifestTable } from '../../src/manifest/manifest.ts';
import type { TableFormat } from '../../src/tables/format.ts';
import { hostileText, useFolders, writeTable } from '../support.ts';
import { problemsWithProfile } from './profile.ts';
import { problemsOfResource, type Resource, type Schema } from './table-schema.ts';

const newFolder = useFolders();
const client = new HyperStudy({ apiKey: 'hst_test_0', baseUrl: 'http://localhost:1/api/v3' });
afterAll(() => client.close());

type Row = Readonly<Record<string, unknown>>;

async function packageOf(rows: readonly Row[], out: string, formats: readonly TableFormat[]) {
  const files: ManifestTable[] = [];
  for (const format of formats) files.push((await writeTable(out, 'events', rows, format)).entry);
  const options = { scope: { experiment: 'exp 1' }, out, datapackage: true };
  const nothing = { types: [], tables: [], failures: [], recordings: undefined, stopped: undefined };
  const manifest = buildManifest({ options, baseUrl: new URL('http://localhost'), ...nothing });
  manifest.files = files;
  const again = () => writeDatapackage({ out, manifest, options, client });
  const documents = await again();
  const descriptor: { resources: (Resource & { schema: Schema })[] } = JSON.parse(
    await readFile(join(out, 'datapackage.json'), 'utf8'),
  );
  return { descriptor, documents, again };
}

const csv = { kind: 'csv' } as const;
const all: readonly TableFormat[] = [csv, { kind: 'ndjson' }, { kind: 'parquet' }];

const time = '2026-03-11T15:04:20.000Z';
const event = (more: Row): Row => ({ id: 'e1', timestamp: time, ...more });

async function typesOf(rows: readonly Row[], name: string): Promise<(string | undefined)[]> {
  const { descriptor } = await packageOf(rows, await newFolder(), all);
  return descriptor.resources.map(({ schema }) => schema.fields.find((field) => field.name === name)?.type);
}

describe('the type of a field', () => {
  it.each<[string, string, readonly unknown[], readonly string[]]>([
    ["the registry's", 'onset', [1, 2.5], ['number', 'number', 'number']],
    ["the registry's where no record has it", 'onset', [], ['number', 'number', 'number']],
    ['text where a number came as text', 'onset', [1, 'soon'], ['string', 'any', 'string']],
    ['a moment', 'timestamp', [time, '2026-03-11T15:04:20Z'], ['datetime', 'datetime', 'datetime']],
    ['text where a moment is none', 'timestamp', [time, 'yesterday'], ['string', 'string', 'string']],
    ['text where it looks like a number', 'content', ['1', '2'], ['string', 'string', 'string']],
    ['found in the data where nothing is known', 'mood', [1, 2.5], ['number', 'number', 'number']],
    ['a truth value', 'mood', [true, false], ['boolean', 'boolean', 'boolean']],
    ['a list', 'mood', [[1], []], ['string', 'array', 'string']],
    ['mixed', 'mood', [1, true], ['string', 'any', 'string']],
  ])('is %s', async (_, name, values, expected) => {
    const rows = values.map((value, i) => event({ id: `e${i}`, [name]: value }));
    const types = await typesOf(rows, name);
    expect(types).toEqual(expected);
  });
});

describe('the primary key', () => {
  it.each<[string, readonly Row[], readonly string[] | undefined]>([
    ['is there where it names each row', [event({}), event({ id: 'e2' })], ['id']],
    ['is not where two rows have it', [event({}), event({})], undefined],
    ['is not where a row lacks it', [event({}), event({ id: null })], undefined],
    ['is not where it is empty text', [event({}), event({ id: '' })], undefined],
  ])('%s', async (_, rows, key) => {
    const { descriptor } = await packageOf(rows, await newFolder(), all);
    for (const { schema } of descriptor.resources) expect(schema.primaryKey).toEqual(key);
  });
});

it('is true of the bytes whatever the service sends', async () => {
  const value = fc.oneof(
    hostileText,
    fc.constantFrom(1, '1', '1e5', '1.', 'true', true, time, '2026-02-31T00:00:00Z', '0x10', '-0', ' 1'),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.jsonValue(),
  );
  const name = fc.oneof(
    fc.constantFrom('onset', 'timestamp', 'value', 'response', 'mood', 'content'),
    hostileText.filter((text) => text !== '' && text !== '__proto__'),
  );
  const rows = fc.array(fc.dictionary(name, value, { maxKeys: 6 }), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(rows, fc.boolean(), async (records, excel) => {
      const out = await newFolder();
      const dialect = excel ? ({ excel: true, gzip: true } as const) : {};
      const numbered = records.map((record, i) => ({ id: `e${i}`, ...record }));
      const { descriptor } = await packageOf(numbered, out, [{ ...csv, ...dialect }, { kind: 'ndjson' }]);
      expect(problemsWithProfile(descriptor)).toEqual([]);
      for (const resource of descriptor.resources)
        expect(await problemsOfResource(out, resource)).toEqual([]);
      await rm(out, { recursive: true });
    }),
    { numRuns: 60 },
  );
}, 60_000);

it('no table is read when nothing has changed, and only the changed ones otherwise', async () => {
  const out = await newFolder();
  const { documents, again } = await packageOf([event({})], out, [csv, { kind: 'ndjson' }]);
  await rm(join(out, 'events.csv'));
  await rm(join(out, 'events.ndjson'));
  expect(await again()).toEqual(documents);
  await rm(join(out, 'datapackage.json'));
  expect(await again()).toEqual(documents);
  await rm(join(out, '.hyperstudy'), { recursive: true });
  await expect(again()).rejects.toThrow('events.csv');
});
