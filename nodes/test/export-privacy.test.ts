import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HyperStudy } from '@hyperstudy-workflows/core';
import { type Sandbox, startSandbox } from '@hyperstudy-workflows/sandbox';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { errorText, experimentScope, flowOf, helper, objectIn, run, temporaryFolder } from './support.ts';

let sandbox: Sandbox;
let folder: string;
beforeAll(async () => {
  sandbox = await startSandbox();
  await new Promise<void>((resolve) => helper.startServer(() => resolve()));
});
afterAll(async () => {
  await new Promise<void>((resolve) => helper.stopServer(() => resolve()));
  await sandbox.close();
});
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(async () => {
  await helper.unload();
  delete process.env.HYPERSTUDY_PSEUDONYM_KEY;
  delete process.env.HYPERSTUDY_TEST_PSEUDONYMS;
});

const key = '6f1c3a90e7b24d58c9025fe1a7d3846b';

const start = (more: object, pseudonymKey?: string) => {
  const node = {
    type: 'hyperstudy-export',
    version: 2,
    ...experimentScope(sandbox),
    directory: folder,
    directoryType: 'str',
    types: ['chat'],
    recordings: 'none',
    ...more,
  };
  return run(flowOf(node, sandbox), sandbox.apiKey, pseudonymKey);
};

const chat = () => readFile(join(folder, 'chat.csv'), 'utf8');

async function participants(): Promise<string[]> {
  const client = new HyperStudy({ apiKey: sandbox.apiKey, baseUrl: sandbox.url });
  const people = await client.participants({ experiment: sandbox.experimentId });
  await client.close();
  return people.flatMap(({ id }) => (typeof id === 'string' ? [id] : []));
}

test('a pseudonymised chat holds no id of a participant; the key is nowhere', async () => {
  const ids = await participants();
  expect(ids.length).toBeGreaterThan(2);
  const plain = await start({});
  await plain.input({});
  const before = await chat();
  expect(ids.some((id) => before.includes(id))).toBe(true);
  await helper.unload();
  folder = await temporaryFolder();
  const node = await start({ pseudonymize: true }, key);
  await node.input({});
  const after = await chat();
  expect(after.split('\n').length).toBe(before.split('\n').length);
  expect(ids.filter((id) => after.includes(id))).toEqual([]);
  expect(JSON.stringify(node)).not.toContain(key);
  for (const file of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    expect((await readFile(join(file.parentPath, file.name), 'latin1')).includes(key), file.name).toBe(false);
  }
});

test('the key may come from a variable of the connection, or from the usual one: same key, same files', async () => {
  process.env.HYPERSTUDY_TEST_PSEUDONYMS = key;
  await (await start({ pseudonymize: true }, ['$', '{HYPERSTUDY_TEST_PSEUDONYMS}'].join(''))).input({});
  const first = await chat();
  await helper.unload();
  folder = await temporaryFolder();
  process.env.HYPERSTUDY_PSEUDONYM_KEY = key;
  await (await start({ pseudonymize: true })).input({});
  expect(await chat()).toBe(first);
});

const refused: [string, object, string | undefined, RegExp][] = [
  ['no key', { pseudonymize: true }, undefined, /connection has no pseudonym key.*openssl rand -hex 32/],
  ['no key for dates', { shiftDates: 'participant' }, undefined, /connection has no pseudonym key/],
  ['a variable that is not set', { pseudonymize: true }, ['$', '{NOT_SET}'].join(''), /NOT_SET.*is not set/],
  ['a weak key', { pseudonymize: true }, 'hunter2hunter2', /pseudonym key .*too short/],
  ['columns from nowhere', { dropColumns: 'NOT_SET', dropColumnsType: 'env' }, key, /dropColumns is empty/],
];
test.each(refused)('%s: a clear error at Catch, and nothing is written', async (_, more, given, pattern) => {
  const node = await start(more, given);
  await node.input({});
  expect(node.caught).toHaveLength(1);
  expect(errorText(node.caught)).toMatch(pattern);
  expect(JSON.stringify(node.caught)).not.toContain('hunter2');
  expect(objectIn(node.caught[0]?.hyperstudy).error).toMatchObject({ name: 'UsageError' });
  expect(await readdir(folder)).toEqual([]);
});

test('what whoever passes the folder on has to know is in the log, and the status is yellow', async () => {
  const settings = { pseudonymize: true, recordings: 'download', recordingType: 'audio' };
  const node = await start(settings, key);
  await node.input({});
  expect(node.warnings).toEqual([expect.stringMatching(/faces and voices identify people/)]);
  expect(node.fills.at(-1)).toBe('yellow');
});

test('columns may be named in the environment', async () => {
  process.env.HYPERSTUDY_TEST_PSEUDONYMS = 'chat.roomId';
  const node = await start({ dropColumns: 'HYPERSTUDY_TEST_PSEUDONYMS', dropColumnsType: 'env' });
  await node.input({});
  expect((await chat()).split('\n')[0]?.split(',')).not.toContain('roomId');
});
