import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { factsOf } from './support/export.ts';
import { filesIn, useFolders } from './support/folder.ts';
import { connectionTo, hyperstudy } from './support/hyperstudy.ts';
import { proxyOf } from './support/proxy.ts';
import { useSandbox } from './support/sandbox.ts';
import { useServers } from './support/server.ts';

const sandbox = useSandbox({ rooms: 3, recordingBytes: 20_000 });
const newFolder = useFolders();
const newServer = useServers();

interface Item {
  readonly recordingId: string;
  readonly status: string;
  readonly file: string | null;
  readonly bytes: number;
  readonly sha256: string;
}

async function recordings(cwd: string, flags: readonly string[] = [], url = sandbox.current.url) {
  const args = ['recordings', '--room', sandbox.current.roomId, '--json', ...flags];
  const env = connectionTo({ url, apiKey: sandbox.current.apiKey });
  const outcome = await hyperstudy(args, { cwd, env });
  return { ...outcome, items: JSON.parse(outcome.stdout) as Item[] };
}

describe('hyperstudy recordings', () => {
  it('downloads what the room has; a second run leaves it alone, --no-skip-existing does not', async () => {
    const cwd = await newFolder();
    const first = await recordings(cwd);
    expect(first.code).toBe(0);
    expect(first.items.map(({ status }) => status)).toEqual(Array(4).fill('downloaded'));
    for (const { file, bytes, sha256 } of first.items) {
      expect(await factsOf(join(cwd, file ?? ''))).toMatchObject({ bytes: 20_000, sha256 });
      expect(bytes).toBe(20_000);
    }
    const second = await recordings(cwd, ['--verify']);
    expect(second.items.map(({ status }) => status)).toEqual(Array(4).fill('skipped'));
    const third = await recordings(cwd, ['--no-skip-existing']);
    expect(third.items.map(({ status }) => status)).toEqual(Array(4).fill('downloaded'));
    expect(await filesIn(cwd)).toHaveLength(4);
  });

  it('a file that was lost or cut comes again', async () => {
    const cwd = await newFolder();
    const [lost, cut] = (await recordings(cwd)).items;
    await rm(join(cwd, lost?.file ?? ''));
    await writeFile(join(cwd, cut?.file ?? ''), 'cut');
    const again = await recordings(cwd);
    expect(again.items.map(({ status }) => status).sort()).toEqual([
      'downloaded',
      'downloaded',
      'skipped',
      'skipped',
    ]);
    expect((await readFile(join(cwd, cut?.file ?? ''))).length).toBe(20_000);
  });

  it('takes only audio when asked to', async () => {
    const cwd = await newFolder();
    const { items } = await recordings(cwd, ['--recording-type', 'audio', '--out', 'sound']);
    expect(items).toHaveLength(2);
    for (const { file } of items) expect(file).toMatch(/^sound\/.*_audio_/);
  });

  it('for people: counts by status and where the files are', async () => {
    const cwd = await newFolder();
    const args = ['recordings', '--room', sandbox.current.roomId, '--concurrency', '2'];
    const { code, stdout } = await hyperstudy(args, { cwd, env: connectionTo(sandbox.current) });
    expect(stdout).toMatch(
      /^status +recordings +size\ndownloaded +4 +80\.0 kB\n80\.0 kB transferred\n→ recordings\n$/,
    );
    expect(code).toBe(0);
  });

  it('exit code 6 when some failed, with the reason; the others are there', async () => {
    const cwd = await newFolder();
    let broken: string | undefined;
    const pass = proxyOf(() => sandbox.current, {});
    const url = await newServer((request, response) => {
      const path = request.url ?? '';
      if (path.includes('/recordings/download/')) broken ??= path;
      if (path === broken) response.writeHead(404).end();
      else pass(request, response);
    });
    const { code, items, stderr } = await recordings(cwd, [], url);
    expect(items.map(({ status }) => status).sort()).toEqual([
      'downloaded',
      'downloaded',
      'downloaded',
      'failed',
    ]);
    expect(stderr).toMatch(/^warning: EG_\w+: /);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(code).toBe(6);
    expect(await filesIn(cwd)).toHaveLength(3);
  });
});
