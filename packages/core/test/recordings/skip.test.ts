import { createHash } from 'node:crypto';
import { rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { DownloadOptions, HyperStudy } from '../../src/index.ts';
import { connect, makeFolder, readFolder, someBytes, startServer } from './setup.ts';
import type { StorageServer } from './storage-server.ts';

const bytes = someBytes(50_000);
const sha256 = createHash('sha256').update(bytes).digest('hex');
const fileName = 'Viewer_A_video_EG_0.mp4';

let server: StorageServer;
let client: HyperStudy;
let directory: string;
let path: string;

beforeEach(async () => {
  server = await startServer();
  client = connect(server);
  directory = await makeFolder();
  path = join(directory, fileName);
});

async function download(options: Partial<DownloadOptions> = {}) {
  const [result] = await client.recordings.download({ room: 'r' }, { directory, ...options });
  const isWhole = (await readFolder(directory)).get(fileName)?.equals(bytes);
  return { status: result?.status, sha256: result?.sha256, mints: server.seen.mints, isWhole };
}

const flipped = (): Buffer => {
  const copy = Buffer.from(bytes);
  copy[7] = (copy[7] ?? 0) ^ 1;
  return copy;
};

test('a file of the right size is left alone, without a request for it', async () => {
  server.add('EG_0', bytes);
  await download();
  expect(await download()).toMatchObject({ status: 'skipped', mints: 1 });
});

test('a file of another size comes again', async () => {
  server.add('EG_0', bytes);
  await writeFile(path, bytes.subarray(1));
  expect(await download()).toMatchObject({ status: 'downloaded', isWhole: true });
});

test('where no size is listed, a file that is there is trusted', async () => {
  server.add('EG_0', bytes, { fileSize: null });
  await writeFile(path, 'anything');
  expect(await download()).toMatchObject({ status: 'skipped', mints: 0 });
});

test('not when asked not to skip', async () => {
  server.add('EG_0', bytes);
  await writeFile(path, bytes);
  expect(await download({ skipExisting: false })).toMatchObject({ status: 'downloaded', mints: 1 });
});

test('a recorded hash that agrees', async () => {
  server.add('EG_0', bytes);
  await writeFile(path, bytes);
  const known = () => ({ size: bytes.length, sha256 });
  expect(await download({ known })).toMatchObject({ status: 'skipped', sha256, mints: 0 });
});

test('a recorded hash that does not agree: it comes again', async () => {
  server.add('EG_0', bytes, { fileSize: null });
  await writeFile(path, flipped());
  const known = () => ({ size: bytes.length, sha256 });
  expect(await download({ known })).toMatchObject({ status: 'downloaded', isWhole: true });
});

test('a recorded size that does not agree: it comes again', async () => {
  server.add('EG_0', bytes, { fileSize: null });
  await writeFile(path, 'anything');
  expect(await download({ known: () => ({ size: bytes.length }) })).toMatchObject({ status: 'downloaded' });
});

test('verify reads the file and compares it with the storage', async () => {
  server.add('EG_0', bytes);
  await writeFile(path, bytes);
  expect(await download({ verify: true })).toMatchObject({ status: 'skipped', sha256, mints: 1 });
  await writeFile(path, flipped());
  expect(await download({ verify: true })).toMatchObject({ status: 'downloaded', isWhole: true });
});

test('a link to a file elsewhere counts only where its size is known to be right', async () => {
  server.add('EG_0', bytes);
  server.add('EG_1', bytes, { fileSize: null });
  const annex = await makeFolder();
  for (const id of ['EG_0', 'EG_1']) {
    await writeFile(join(annex, id), bytes);
    await symlink(join(annex, id), join(directory, `Viewer_A_video_${id}.mp4`));
  }
  const results = await client.recordings.download({ room: 'r' }, { directory });
  expect(results.map(({ status }) => status)).toEqual(['skipped', 'downloaded']);
});

test('a part left under another name is no file', async () => {
  server.add('EG_0', bytes, { fileSize: null });
  await writeFile(path, bytes.subarray(1));
  await rename(path, `${path}.part`);
  expect(await download()).toMatchObject({ status: 'downloaded', isWhole: true });
});
