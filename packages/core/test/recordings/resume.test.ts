import { lstat, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { connect, makeFolder, readFolder, someBytes, startServer } from './setup.ts';
import type { StorageServer } from './storage-server.ts';

const scope = { room: 'room_1' };
const size = 3_000_000;
const bytes = someBytes(size);
const fileName = 'Viewer_A_video_EG_0.mp4';

/** A server, and a folder in which the first run left the start of the recording. */
async function interrupted(cut = 2_000_000, facts: Record<string, unknown> = {}) {
  const server = await startServer();
  const directory = await makeFolder();
  server.add('EG_0', bytes, facts);
  await interrupt(server, directory, cut);
  return { server, directory };
}

async function interrupt(server: StorageServer, directory: string, cut: number): Promise<void> {
  server.fault = () => ({ kind: 'stall', at: cut });
  const stop = new AbortController();
  const reason = new Error('interrupted');
  const batch = connect(server).recordings.download(scope, {
    directory,
    signal: stop.signal,
    onProgress: ({ bytesDone }) => bytesDone >= cut && stop.abort(reason),
  });
  await expect(batch).rejects.toBe(reason);
  server.fault = () => undefined;
}

/** The second run, by another client, and what it left. */
async function resume(server: StorageServer, directory: string) {
  const [result] = await connect(server).recordings.download(scope, { directory });
  const folder = await readFolder(directory);
  return { result, folder, isWhole: folder.get(fileName)?.equals(bytes) };
}

test('a later run fetches only what is missing', async () => {
  const { server, directory } = await interrupted();
  expect([...(await readFolder(directory)).keys()].sort()).toEqual([
    `${fileName}.part`,
    `${fileName}.part.json`,
  ]);
  const { result, folder, isWhole } = await resume(server, directory);
  expect(result).toMatchObject({ status: 'downloaded', size, transferred: 1_000_000 });
  expect(result?.sourceChecksum).toMatch(/^crc32c=/);
  expect(isWhole).toBe(true);
  expect([...folder.keys()]).toEqual([fileName]);
  expect(server.seen.ranges).toEqual([
    [undefined, undefined],
    ['bytes=2000000-', '"EG_0-1"'],
  ]);
});

test('the sidecar holds no URL and no key', async () => {
  const { directory } = await interrupted();
  const sidecar = await readFile(join(directory, `${fileName}.part.json`), 'utf8');
  expect(sidecar).not.toMatch(/http|s3cret|hst_/);
  expect(JSON.parse(sidecar)).toMatchObject({ recordingId: 'EG_0', size, etag: '"EG_0-1"' });
});

test('a file that was replaced meanwhile comes whole', async () => {
  const { server, directory } = await interrupted();
  const file = server.files.get('EG_0');
  const other = someBytes(size, 'other');
  if (file !== undefined) server.files.set('EG_0', { ...file, bytes: other, generation: 2 });
  const { result, folder } = await resume(server, directory);
  expect(result).toMatchObject({ status: 'downloaded', transferred: size });
  expect(folder.get(fileName)?.equals(other)).toBe(true);
});

test.each(['weak', 'none'] as const)(
  'without a way to recognise the file it comes whole (%s)',
  async (tags) => {
    const server = await startServer();
    const directory = await makeFolder();
    server.add('EG_0', bytes);
    const file = server.files.get('EG_0');
    if (file !== undefined) file.tags = tags;
    await interrupt(server, directory, 2_000_000);
    const { result, isWhole } = await resume(server, directory);
    expect(result).toMatchObject({ status: 'downloaded', transferred: size });
    expect(isWhole).toBe(true);
  },
);

test.each<[string, (sidecar: Record<string, unknown>) => string]>([
  ['another recording', (sidecar) => JSON.stringify({ ...sidecar, recordingId: 'EG_1' })],
  ['no recording', ({ recordingId: _, ...sidecar }) => JSON.stringify(sidecar)],
  ['a write that was cut off', (sidecar) => JSON.stringify(sidecar).slice(0, -2)],
  ['no mark to recognise it by', ({ recordingId }) => JSON.stringify({ recordingId, size })],
])('a sidecar of %s is no basis', async (_, change) => {
  const { server, directory } = await interrupted();
  const path = join(directory, `${fileName}.part.json`);
  await writeFile(path, change(JSON.parse(await readFile(path, 'utf8'))));
  const { result, isWhole } = await resume(server, directory);
  expect(result).toMatchObject({ status: 'downloaded', transferred: size });
  expect(isWhole).toBe(true);
});

test('bytes that were damaged on the disk are found, and all come again', async () => {
  const { server, directory } = await interrupted();
  const part = join(directory, `${fileName}.part`);
  const there = await readFile(part);
  there[1000] = (there[1000] ?? 0) ^ 1;
  await writeFile(part, there);
  const { result, isWhole } = await resume(server, directory);
  expect(result).toMatchObject({ status: 'downloaded', transferred: 1_000_000 + size });
  expect(isWhole).toBe(true);
});

test('a part that is already whole needs no bytes (416)', async () => {
  const { server, directory } = await interrupted();
  await writeFile(join(directory, `${fileName}.part`), bytes);
  const { result, isWhole } = await resume(server, directory);
  expect(result).toMatchObject({ status: 'downloaded', transferred: 0 });
  expect(isWhole).toBe(true);
});

test('a part that is too long comes whole', async () => {
  const { server, directory } = await interrupted();
  await writeFile(join(directory, `${fileName}.part`), Buffer.concat([bytes, bytes]));
  const { isWhole } = await resume(server, directory);
  expect(isWhole).toBe(true);
});

test('a file that became shorter than the part comes whole, also where only the 416 shows it', async () => {
  const { server, directory } = await interrupted(2_000_000, { fileSize: null });
  const shorter = bytes.subarray(0, 500_000);
  server.files.set('EG_0', { bytes: shorter, generation: 1, tags: 'etag' });
  await writeFile(
    join(directory, `${fileName}.part.json`),
    JSON.stringify({ recordingId: 'EG_0', etag: '"EG_0-1"' }),
  );
  const { folder } = await resume(server, directory);
  expect(folder.get(fileName)?.equals(shorter)).toBe(true);
});

test('symlinks in the folder are not written through', async () => {
  const server = await startServer();
  const directory = await makeFolder();
  const outside = await makeFolder();
  for (const name of ['', '.part', '.part.json']) {
    const target = join(outside, `target${name}`);
    await writeFile(target, JSON.stringify({ recordingId: 'EG_0', etag: '"EG_0-1"', size }));
    await symlink(target, join(directory, `${fileName}${name}`));
  }
  const before = await readFolder(outside);
  server.add('EG_0', bytes);
  const { result, isWhole } = await resume(server, directory);
  expect(result?.status).toBe('downloaded');
  expect(isWhole).toBe(true);
  expect((await lstat(join(directory, fileName))).isSymbolicLink()).toBe(false);
  expect(await readFolder(outside)).toEqual(before);
});

test('a folder in place of the file fails that file only', async () => {
  const server = await startServer();
  const directory = await makeFolder();
  server.add('EG_0', bytes);
  server.add('EG_1', bytes);
  await mkdir(join(directory, fileName, 'in'), { recursive: true });
  const results = await connect(server).recordings.download(scope, { directory });
  expect(results.map(({ status }) => status)).toEqual(['failed', 'downloaded']);
});
