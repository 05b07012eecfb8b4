import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startSandbox } from '@hyperstudy-workflows/sandbox';
import { beforeAll, describe, expect, it } from 'vitest';
import { exportStudyOf } from './support/export.ts';
import { filesIn, useFolders } from './support/folder.ts';
import { proxyOf } from './support/proxy.ts';
import { useSandbox } from './support/sandbox.ts';
import { useServers } from './support/server.ts';

// Several pages of everything that is large, whatever the page size.
const sandbox = useSandbox({ rooms: 4, events: 1_100, ratings: 2_300, gaze: 700 });
const newFolder = useFolders();
const newServer = useServers();

type Server = Parameters<typeof exportStudyOf>[0];

/** The bytes of every file of an export, by path. */
async function bytesOf(server: Server, flags: readonly string[] = []): Promise<Map<string, Buffer>> {
  const out = join(await newFolder(), 'study');
  await exportStudyOf(server, out, ['--recordings', 'download', ...flags]);
  const files = await filesIn(out);
  return new Map(
    await Promise.all(files.map(async (file) => [file, await readFile(join(out, file))] as const)),
  );
}

/** The sandbox with another greatest page: not one of its own, which would have other storage URLs in its data. */
async function clampedTo(most: number): Promise<Server> {
  const query = (query: URLSearchParams) => {
    const limit = query.get('limit');
    if (limit !== null) query.set('limit', String(Math.min(Number(limit), most)));
  };
  const url = await newServer(proxyOf(() => sandbox.current, { query }));
  return { url, apiKey: sandbox.current.apiKey, experimentId: sandbox.current.experimentId };
}

describe('the same data gives the same files', () => {
  let first: Map<string, Buffer>;
  beforeAll(async () => {
    first = await bytesOf(sandbox.current);
  });

  it.each<[string, () => Promise<Server>, readonly string[]]>([
    ['in a second run', async () => sandbox.current, []],
    ['from pages of 100', async () => sandbox.current, ['--page-size', '100']],
    ['from pages of 1000, asked for', async () => sandbox.current, ['--page-size', '1000']],
    ['from a server that clamps the limit to 250', () => clampedTo(250), []],
    ['from one that clamps pages of 100 to 37', () => clampedTo(37), ['--page-size', '100']],
  ])('%s', async (_, server, flags) => {
    const files = await bytesOf(await server(), flags);
    expect([...files.keys()]).toEqual([...first.keys()]);
    expect(files.size).toBeGreaterThan(17);
    for (const [path, bytes] of files) {
      expect(bytes.equals(first.get(path) ?? Buffer.alloc(0)), `${path} is the same`).toBe(true);
    }
  });
});

describe('in all formats, by room', () => {
  const layout = ['--format', 'csv,ndjson,parquet', '--gzip', '--partition', 'room'];

  it('pages of another size give the same files', async () => {
    const first = await bytesOf(sandbox.current, layout);
    const files = await bytesOf(await clampedTo(37), [...layout, '--page-size', '100']);
    expect([...files.keys()]).toEqual([...first.keys()]);
    expect(files.size).toBeGreaterThan(100);
    for (const [path, bytes] of files) {
      expect(bytes.equals(first.get(path) ?? Buffer.alloc(0)), `${path} is the same`).toBe(true);
    }
  });
});

describe('other data', () => {
  it('gives other files', async () => {
    await using other = await startSandbox({ rooms: 4, seed: 2 });
    const first = await bytesOf(sandbox.current, ['--types', 'chat']);
    const files = await bytesOf(other, ['--types', 'chat']);
    expect(files.get('chat.csv')?.equals(first.get('chat.csv') ?? Buffer.alloc(0))).toBe(false);
  });
});
