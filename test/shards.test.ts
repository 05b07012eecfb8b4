import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HyperStudy } from '@hyperstudy-workflows/core';
import {
  type ExportOptions,
  exportShard,
  exportStudy,
  mergeShards,
  parseShard,
  planShards,
  shardFileName,
} from '@hyperstudy-workflows/export';
import { describe, expect, it } from 'vitest';
import { useFolders } from './support/folder.ts';
import { expectSameFolders } from './support/same-folders.ts';
import { useSandbox } from './support/sandbox.ts';

const sandbox = useSandbox({ rooms: 24, events: 6_000, ratings: 9_000, gaze: 3_000 });
const newFolder = useFolders();
const until = '2026-04-01T00:00:00.000Z';

const newClient = (
  apiKey = sandbox.current.apiKey,
  budget: 'off' | { perMinute: number; perHour: number } = 'off',
) => new HyperStudy({ apiKey, baseUrl: sandbox.current.url, budget: budget === 'off' ? 'off' : budget });

const optionsOf = (): Omit<ExportOptions, 'out'> => ({
  scope: { experiment: sandbox.current.experimentId },
  recordings: 'download',
});

/** All shards of an export, each in its folder; gives the folders and what each has asked for. */
async function shardsOf(of: number, options = optionsOf()) {
  const folder = await newFolder();
  const parts = Array.from({ length: of }, (_, i) => ({ index: i + 1, of }));
  const facts = await Promise.all(
    parts.map(async (shard) => {
      await using client = newClient();
      return await exportShard(client, { ...options, out: join(folder, `${shard.index}`), shard, until });
    }),
  );
  return { folders: parts.map(({ index }) => join(folder, `${index}`)), facts };
}

describe('an export of 24 rooms', () => {
  it('over 4 shards and a merge equals one without, byte for byte, within the budget of the key', async () => {
    await using client = newClient();
    const plain = join(await newFolder(), 'plain');
    const one = await exportStudy(client, { ...optionsOf(), out: plain });
    expect(one.manifest.run.problems).toEqual([]);

    const { folders, facts } = await shardsOf(4);
    const merged = join(await newFolder(), 'merged');
    const before = sandbox.current.stats.requests;
    const result = await mergeShards(client, { ...optionsOf(), out: merged, shards: folders.toReversed() });

    expect(result.manifest.run.complete).toBe(true);
    expect(sandbox.current.stats.requests).toBe(before);
    await expectSameFolders(merged, plain);
    expect(facts.reduce((sum, { requests }) => sum + requests, 0)).toBeLessThan(1000);
    // The work is divided: no shard has more than half of the rooms or of the files.
    for (const { rooms, downloads } of facts) {
      expect(rooms.own).toHaveLength(6);
      expect(downloads.length).toBeLessThan(one.manifest.recordings.files.length / 2);
    }
  });

  it.each<Pick<ExportOptions, 'format' | 'partition'>>([
    { format: ['ndjson', 'parquet'] },
    { format: ['csv'], partition: 'room' },
  ])('and so with %j', async (layout) => {
    await using client = newClient();
    const options: Omit<ExportOptions, 'out'> = {
      ...optionsOf(),
      recordings: 'metadata',
      types: ['events', 'chat', 'variables'],
      ...layout,
    };
    const plain = join(await newFolder(), 'plain');
    await exportStudy(client, { ...options, out: plain });
    const { folders } = await shardsOf(3, options);
    const merged = join(await newFolder(), 'merged');
    await mergeShards(client, { ...options, out: merged, shards: folders });
    await expectSameFolders(merged, plain);
  });
});

it('pseudonyms come with the merge: the same as without shards', async () => {
  await using client = newClient();
  const options: Omit<ExportOptions, 'out'> = {
    ...optionsOf(),
    types: ['events', 'chat'],
    recordings: 'none',
    pseudonymize: true,
    onlyConsented: true,
    pseudonymKey: 'correct horse battery staple, 7 yellow canoes',
  };
  const plain = join(await newFolder(), 'plain');
  await exportStudy(client, { ...options, out: plain });
  const { folders } = await shardsOf(2, options);
  const merged = join(await newFolder(), 'merged');
  const { manifest } = await mergeShards(client, { ...options, out: merged, shards: folders });
  expect(manifest.privacy.pseudonymized).toBe(true);
  await expectSameFolders(merged, plain);
  expect(await readFile(join(merged, 'chat.csv'), 'utf8')).not.toContain('u_ada91');
});

it.each([{ pseudonymize: true }, { onlyConsented: true }])(
  'recordings of an export with %j are not downloaded by shards',
  async (privacy) => {
    await using client = newClient();
    const options = { ...optionsOf(), ...privacy, out: await newFolder() };
    const before = sandbox.current.stats.requests;
    const shard = { index: 1, of: 2 };
    await expect(exportShard(client, { ...options, shard, until })).rejects.toThrow("Shards can't download");
    await expect(planShards(client, options)).rejects.toThrow("Shards can't download");
    expect(sandbox.current.stats.requests).toBe(before);
  },
);

describe('shards that cannot be merged', () => {
  const few = (): Omit<ExportOptions, 'out'> => ({ ...optionsOf(), types: ['chat'], recordings: 'none' });
  const merge = async (folders: readonly string[], options = few(), apiKey = sandbox.current.apiKey) => {
    await using client = newClient(apiKey);
    const out = join(await newFolder(), 'merged');
    return await mergeShards(client, { ...options, out, shards: folders });
  };

  it('one is missing', async () => {
    const { folders } = await shardsOf(3, few());
    await expect(merge(folders.slice(1))).rejects.toThrow('shard 1 of 3 is missing');
  });

  it('one is there twice', async () => {
    const { folders } = await shardsOf(2, few());
    await expect(merge([...folders, ...folders.slice(1)])).rejects.toThrow('twice');
  });

  it('they are of another export', async () => {
    const { folders } = await shardsOf(2, few());
    await expect(merge(folders, { ...few(), types: ['sync'] })).rejects.toThrow('other options');
  });

  it('one is damaged', async () => {
    const { folders } = await shardsOf(2, few());
    await appendFile(join(folders[1] ?? '', 'records', 'chat.bin'), 'x');
    await expect(merge(folders)).rejects.toThrow('Shard 2: its chat are missing or damaged');
  });

  it('one leads out of its folder', async () => {
    const { folders } = await shardsOf(2, few());
    const path = join(folders[0] ?? '', shardFileName);
    await writeFile(path, (await readFile(path, 'utf8')).replace('records/chat.bin', '../../chat.bin'));
    await expect(merge(folders)).rejects.toThrow('missing, damaged');
  });

  it('they were made with another key', async () => {
    const { folders } = await shardsOf(2, few());
    const other = sandbox.current.keys.noRatings;
    await expect(merge(folders, few(), other)).rejects.toThrow('another API key');
  });
});

it('a shard holds no record that can be read without the key', async () => {
  const { folders } = await shardsOf(2, { ...optionsOf(), recordings: 'metadata' });
  const bytes: Buffer[] = [];
  for (const folder of folders)
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
      if (entry.isFile()) bytes.push(await readFile(join(entry.parentPath, entry.name)));
  const all = Buffer.concat(bytes).toString('latin1');
  expect(all.length).toBeGreaterThan(100_000);
  for (const word of ['u_ada91', 'u_bo27', 'looking forward', sandbox.current.apiKey])
    expect(all).not.toContain(word);
});

it('what the key may not read is missing from the merge, as from an export', async () => {
  const apiKey = sandbox.current.keys.noRatings;
  const options: Omit<ExportOptions, 'out'> = {
    ...optionsOf(),
    types: ['chat', 'ratings_sparse'],
    recordings: 'none',
  };
  await using client = newClient(apiKey);
  const folder = await newFolder();
  const folders = [join(folder, '1'), join(folder, '2')];
  for (const [i, out] of folders.entries())
    await exportShard(client, { ...options, out, shard: { index: i + 1, of: 2 }, until });
  const [merged, plain] = [join(folder, 'merged'), join(folder, 'plain')];
  const { failures } = await mergeShards(client, { ...options, out: merged, shards: folders });
  expect(failures.map(({ type }) => type)).toEqual(['ratings_sparse']);
  const alone = await exportStudy(client, { ...options, out: plain });
  expect(alone.failures.map(({ type }) => type)).toEqual(['ratings_sparse']);
  expect(await readFile(join(merged, 'chat.csv'))).toEqual(await readFile(join(plain, 'chat.csv')));
});

it.each(['', '2', '0/4', '5/4', '1/0', '1/257', '-1/4', '1/4/2', 'a/b', '1 / 4'])(
  '%j is no shard',
  (text) => {
    expect(() => parseShard(text, 'shard')).toThrow('not a part such as 2/8');
  },
);

it('2/8 is one', () => {
  expect(parseShard('2/8', 'shard')).toEqual({ index: 2, of: 8 });
});
