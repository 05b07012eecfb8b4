import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { UsageError } from '../../src/index.ts';
import { addSome, connect, makeFolder, startServer } from './setup.ts';

const scope = { room: 'room_1' };

test('a disk without room is said before anything is asked for', async () => {
  const server = await startServer();
  addSome(server, [1000], { fileSize: 1e15 });
  const batch = connect(server).recordings.download(scope, { directory: await makeFolder() });
  await expect(batch).rejects.toThrow(/Not enough space in .*1,000,000,000 MB needed/);
  expect(server.seen.mints).toBe(0);
});

test('a folder that can not be written is said once', async () => {
  const server = await startServer();
  addSome(server, [1000, 1000]);
  const folder = await makeFolder();
  await writeFile(join(folder, 'file'), '');
  const client = connect(server);
  await expect(client.recordings.download(scope, { directory: join(folder, 'file') })).rejects.toThrow(
    UsageError,
  );
  await expect(client.recordings.download(scope, { directory: join(folder, 'file', 'in') })).rejects.toThrow(
    UsageError,
  );
  // Where making a folder never works, it ends all the same.
  if (process.platform === 'linux') {
    const hopeless = client.recordings.download(scope, { directory: '/proc/study/recordings' });
    await expect(hopeless).rejects.toThrow(/Can't make the folder \/proc\/study/);
  }
  // Root may write everywhere.
  if (process.getuid?.() === 0) return;
  const closed = join(folder, 'closed');
  await mkdir(closed);
  await chmod(closed, 0o500);
  await expect(client.recordings.download(scope, { directory: closed })).rejects.toThrow(UsageError);
});

test.each([
  [{ directory: '' }],
  [{ directory: 'a\0b' }],
  [{ directory: 'x', concurrency: 0 }],
  [{ directory: 'x', concurrency: 1.5 }],
  [{ directory: 'x', stallTimeout: 0 }],
])('refuses %j at once', async (options) => {
  const client = connect(await startServer());
  expect(() => client.recordings.download(scope, options)).toThrow(UsageError);
});

test('makes the folders above too', async () => {
  const server = await startServer();
  addSome(server, [1000]);
  const directory = join(await makeFolder(), 'a', 'b', 'c');
  const [result] = await connect(server).recordings.download(scope, { directory });
  expect([result?.status, await readdir(directory)]).toEqual(['downloaded', ['Viewer_A_video_EG_0.mp4']]);
});
