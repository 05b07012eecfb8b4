import { execFileSync } from 'node:child_process';
import { appendFile, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { HyperStudy } from '@hyperstudy-workflows/core';
import { type ExportOptions, exportStudy, type Manifest, readTable } from '@hyperstudy-workflows/export';
import { afterAll, describe, expect, it } from 'vitest';
import { factsOf } from './support/export.ts';
import { filesIn, useFolders } from './support/folder.ts';
import { eventAt, eventsEverySecond, GrowingList, type ListedEvent } from './support/growing-list.ts';
import { hyperstudy } from './support/hyperstudy.ts';
import { expectSameFolders } from './support/same-folders.ts';
import { useServers } from './support/server.ts';

const newFolder = useFolders();
const newServer = useServers();
const clients: HyperStudy[] = [];
afterAll(() => Promise.all(clients.map((client) => client.close())));

async function studyOf(events: ListedEvent[]) {
  const list = new GrowingList(events);
  const baseUrl = await newServer(list.handle);
  const client = new HyperStudy({ baseUrl, apiKey: 'hst_test_0' });
  clients.push(client);
  const out = join(await newFolder(), 'study');
  const run = async (options: Partial<ExportOptions> = {}): Promise<Manifest> => {
    const scope = { experiment: 'exp_1' };
    const { manifest } = await exportStudy(client, {
      scope,
      out,
      types: ['events'],
      partition: 'room',
      codebook: false,
      report: false,
      ...options,
    });
    expect(manifest.run.problems).toEqual([]);
    return manifest;
  };
  return { list, baseUrl, out, run };
}

/** The ids of all records of a table, sorted. */
async function idsIn(out: string, table: Manifest['files'][number] | undefined): Promise<unknown[]> {
  const ids: unknown[] = [];
  if (table !== undefined) for await (const { id } of readTable(out, table)) ids.push(id);
  return ids.sort();
}

describe('a partitioned folder in git', () => {
  it('changes only where rooms have new data', async () => {
    const { list, out, run } = await studyOf(eventsEverySecond(40_000));
    const format = ['csv', 'parquet'] as const;
    await run({ format });
    const git = (...args: string[]) => execFileSync('git', ['-C', out, ...args], { encoding: 'utf8' });
    git('init', '--quiet');
    git('config', 'user.email', 'test@example.org');
    git('config', 'user.name', 'test');
    git('add', '--all');
    git('commit', '--quiet', '--message', 'first');

    // The room that was active last, one that is new, and a late record of the one before.
    list.add(eventAt('more', 40_000));
    list.add({ ...eventAt('new', 40_001), roomId: 'room_new' });
    list.add({ ...eventAt('late', 39_500.5), roomId: 'room_39' });
    const { ino } = await stat(join(out, 'rooms/room_5/events.csv'));
    await run({ format });
    expect((await stat(join(out, 'rooms/room_5/events.csv'))).ino).toBe(ino);
    git('add', '--all');
    const changed = git('diff', '--cached', '--name-only').trim().split('\n');
    process.stdout.write(git('diff', '--cached', '--stat'));
    const rooms = ['room_39', 'room_40', 'room_new'];
    const files = rooms.flatMap((room) => [`rooms/${room}/events.csv`, `rooms/${room}/events.parquet`]);
    expect(changed.sort()).toEqual(['.hyperstudy/state.json', 'manifest.json', ...files].sort());
    expect(git('diff', '--cached', '--numstat', '--', 'rooms/room_39/events.csv')).toMatch(/^1\t0\t/);
    const [, added, removed] =
      /^(\d+)\t(\d+)/.exec(git('diff', '--cached', '--numstat', '--', '.hyperstudy')) ?? [];
    expect(Number(added) + Number(removed)).toBeLessThan(30);
  });
});

describe('rooms with ids that are no names', () => {
  const ids = [
    '../../up',
    '/etc',
    'a/b',
    'a_b',
    'a b',
    '..',
    '.',
    'CON',
    '\u0000',
    'é',
    '🙂',
    'x'.repeat(300),
    '-rf',
  ];
  const events = (): ListedEvent[] => [
    ...ids.map((roomId, i) => ({ ...eventAt(`e${i}`, i), roomId })),
    { ...eventAt('null', 50), roomId: null },
    { ...eventAt('empty', 51), roomId: '' },
    { ...eventAt('number', 52), roomId: 7 },
  ];

  it('have folders of their own, within the export', async () => {
    const { list, out, run } = await studyOf(events());
    const { files } = await run();
    expect(files[0]?.parts).toHaveLength(ids.length + 1);
    expect(files[0]?.path).toBe('rooms/*/events.csv');
    const all = list.events.map(({ id }) => id).sort();
    expect(await idsIn(out, files[0])).toEqual(all);
    const expected = ['manifest.json', ...(files[0]?.parts ?? []).map(({ path }) => path)].sort();
    expect(await filesIn(out)).toEqual(expected);
    for (const path of expected)
      expect(path).toMatch(/^(manifest\.json|events\.csv|rooms\/[\p{L}\p{N}_-]+\/events\.csv)$/u);
    for (const { path, bytes, sha256, rows } of files[0]?.parts ?? []) {
      expect(await factsOf(join(out, path))).toEqual({ bytes, sha256, rows });
    }
  });

  it('and what has none stays at the top', async () => {
    const { out, run } = await studyOf(events());
    await run();
    const lines = (await readFile(join(out, 'events.csv'), 'utf8')).trim().split('\n');
    expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(['null', 'empty', 'number']);
  });
});

it('records without a time are neither lost nor doubled', async () => {
  const { list, out, run } = await studyOf(eventsEverySecond(1_500));
  for (const id of ['a', 'b']) list.events.push({ ...eventAt(id, 1_400), roomId: 'quiet', timestamp: null });
  await run();
  list.events.push({ ...eventAt('c', 900), roomId: 'quiet', timestamp: null });
  const { files } = await run();
  expect(await idsIn(out, files[0])).toEqual(list.events.map(({ id }) => id).sort());
});

describe('another layout on the same folder', () => {
  it('takes the place of the files of the one before, but not of files that someone changed', async () => {
    const { out, run } = await studyOf(eventsEverySecond(2_500));
    const listed = async (manifest: Manifest) => {
      const paths = manifest.files.flatMap(({ path, parts }) => parts?.map((part) => part.path) ?? path);
      expect(await filesIn(out)).toEqual([...paths, 'manifest.json'].sort());
    };
    await listed(await run({ partition: 'none' }));
    await listed(await run({ format: ['csv', 'parquet'] }));
    await listed(await run({ format: ['ndjson'], gzip: true }));
    await listed(await run({ partition: 'none', csvDialect: 'excel', full: true }));
    await listed(await run({ partition: 'none' }));
    const again = join(await newFolder(), 'study');
    await run({ partition: 'none', out: again });
    await expectSameFolders(out, again);
    await appendFile(join(out, 'events.csv'), 'mine\n');
    await run({ format: ['ndjson'] });
    expect(await filesIn(out)).toContain('events.csv');
  });
});

it('a thousand rooms need few open files', async () => {
  const events = eventsEverySecond(2_000).map((event, i) => ({ ...event, roomId: `room_${i % 1_000}` }));
  const { baseUrl, out, list } = await studyOf(events);
  const args = ['export', '--experiment', 'exp_1', '--types', 'events', '--partition', 'room', '--out', out];
  const env = { HYPERSTUDY_API_KEY: 'hst_test_0', HYPERSTUDY_BASE_URL: baseUrl };
  const outcome = await hyperstudy([...args, '--json'], { env, openFiles: 64 });
  expect(outcome.stderr).toBe('');
  expect(outcome.code).toBe(0);
  const manifest = JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8')) as Manifest;
  expect(manifest.files[0]?.parts).toHaveLength(1_000);
  expect(await idsIn(out, manifest.files[0])).toEqual(list.events.map(({ id }) => id).sort());
});
