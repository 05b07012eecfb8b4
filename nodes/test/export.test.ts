import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '@hyperstudy-workflows/sandbox';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  errorText,
  eventually,
  experimentScope,
  flowOf,
  helper,
  objectIn,
  run,
  temporaryFolder,
} from './support.ts';

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
afterEach(() => helper.unload());

const start = (more: object = {}, key = sandbox.apiKey) =>
  run(
    flowOf(
      {
        type: 'hyperstudy-export',
        ...experimentScope(sandbox),
        directory: folder,
        directoryType: 'str',
        types: ['events', 'rooms'],
        recordings: 'none',
        ...more,
      },
      sandbox,
    ),
    key,
  );

test('exports into the folder and tells what is there', async () => {
  const node = await start();
  await node.input({ topic: 'mine' });
  const [message] = node.out;
  expect(message).toMatchObject({ topic: 'mine', filename: join(folder, 'manifest.json') });
  const summary = message?.payload as {
    complete: boolean;
    rows: number;
    files: { path: string; rows: number }[];
  };
  expect(summary.complete).toBe(true);
  expect(summary.files.map(({ path }) => path)).toEqual([
    join(folder, 'events.csv'),
    join(folder, 'rooms.csv'),
  ]);
  expect(summary.rows).toBe(summary.files.reduce((sum, { rows }) => sum + rows, 0));
  const events = await readFile(join(folder, 'events.csv'), 'utf8');
  expect(events.split('\n').length).toBeGreaterThan(summary.files[0]?.rows ?? Infinity);
});

test('a type that may not be read is named, the rest is there, and it does not count as complete', async () => {
  const node = await start({ types: ['events', 'ratings_sparse'] }, sandbox.keys.noRatings);
  await node.input({});
  expect(node.out[0]?.payload).toMatchObject({ complete: false, failures: [{ type: 'ratings_sparse' }] });
  expect(node.statuses.at(-1)).toBe('common.status.records');
});

test('msg.hyperstudy overrides settings', async () => {
  const node = await start();
  await node.input({
    hyperstudy: { scope: { room: sandbox.roomId }, types: 'chat', directory: join(folder, 'chat') },
  });
  expect(node.out[0]?.payload).toMatchObject({ files: [{ path: join(folder, 'chat', 'chat.csv') }] });
});

test('cancel: no message, no error', async () => {
  const slow = await startSandbox({ events: 5000, pageLimit: 10, latency: 20 });
  const settings = {
    type: 'hyperstudy-export',
    ...experimentScope(slow),
    directory: folder,
    directoryType: 'str',
  };
  const node = await run(
    flowOf({ ...settings, types: ['rooms', 'events'], recordings: 'none' }, slow),
    slow.apiKey,
  );
  helper.getNode('node').receive({});
  await eventually(() => slow.stats.requests > 20);
  helper.getNode('node').receive({ hyperstudy: { command: 'cancel' } });
  await eventually(() => node.completed.length === 2);
  expect([node.out.length, node.caught.length]).toEqual([0, 0]);
  expect(node.statuses.at(-1)).toBe('common.status.cancelled');
  await slow.close();
});

const bad: [string, object, RegExp][] = [
  ['an unknown type', { types: ['evnts'] }, /Did you mean events/],
  ['a wrong choice', { recordings: 'all' }, /recordings all: not one of none, metadata, download/],
  ['a time that is none', { start: 'soon' }, /start is no date/],
  ['no folder', { directory: '' }, /folder is empty/],
  ['no experiment', { experiment: '' }, /experiment id is empty/],
];
test.each(bad)('bad settings, %s: one error, nothing sent', async (_, settings, pattern) => {
  const node = await start(settings);
  await node.input({});
  expect(errorText(node.caught)).toMatch(pattern);
  expect(node.caught).toHaveLength(1);
  expect(node.out.length + node.completed.length).toBe(0);
});

test('all that is wrong is named at once, on one line', async () => {
  const wrong = { directory: '', experiment: '', types: ['evnts'], format: ['xlsx'], partition: 'rooms' };
  const node = await start(wrong);
  await node.input({ hyperstudy: { pageSize: 1, start: 'soon', gzip: 'perhaps' } });
  expect(node.caught).toHaveLength(1);
  const text = errorText(node.caught);
  for (const what of [/folder/, /experiment id/, /evnts/, /xlsx/, /partition/, /pageSize/, /start/, /gzip/])
    expect(text).toMatch(what);
  expect(text).not.toContain('\n');
  expect(objectIn(node.caught[0]?.hyperstudy).error).toMatchObject({ name: 'UsageError' });
});
