import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { AuthenticationError, IntegrityError, PermissionError } from '../../src/index.ts';
import { addSome, connect, makeFolder, startServer } from './setup.ts';

const scope = { room: 'room_1' };

test('one that can not be minted stops no other', async () => {
  const server = await startServer();
  addSome(server, [1000, 1000, 1000]);
  server.mintFault = (id) => (id === 'EG_1' ? 404 : undefined);
  const results = await connect(server).recordings.download(scope, { directory: await makeFolder() });
  expect(results.map(({ status }) => status)).toEqual(['downloaded', 'failed', 'downloaded']);
  expect(results[1]?.error?.name).toBe('NotFoundError');
});

test('a 400 of minting concerns that recording only', async () => {
  const server = await startServer();
  addSome(server, [1000, 1000]);
  server.mintFault = (id) => (id === 'EG_1' ? 400 : undefined);
  const results = await connect(server).recordings.download(scope, { directory: await makeFolder() });
  expect(results.map(({ status }) => status)).toEqual(['downloaded', 'failed']);
});

test('a wrong key stops all', async () => {
  const server = await startServer();
  addSome(server, [1000, 1000, 1000]);
  server.mintFault = () => 401;
  const batch = connect(server).recordings.download(scope, { directory: await makeFolder() });
  await expect(batch).rejects.toThrow(AuthenticationError);
});

test('a key without the scope stops all; a closed experiment is a matter of its recordings', async () => {
  const server = await startServer();
  addSome(server, [1000, 1000, 1000]);
  server.mintFault = () => 403;
  const client = connect(server);
  const results = await client.recordings.download(scope, { directory: await makeFolder() });
  expect(results.map(({ error }) => error?.name)).toEqual(Array(3).fill('PermissionError'));
  server.mintDetails = { required: ['read:recordings'], provided: ['read:events'] };
  const batch = client.recordings.download(scope, { directory: await makeFolder() });
  await expect(batch).rejects.toThrow(PermissionError);
});

test('a listed size that is not that of the storage fails without fetching', async () => {
  const server = await startServer();
  addSome(server, [5_000_000], { fileSize: 4_999_999 });
  const directory = await makeFolder();
  const [result] = await connect(server).recordings.download(scope, { directory });
  expect(result).toMatchObject({ status: 'failed', fileName: null, transferred: 0 });
  expect(result?.error).toBeInstanceOf(IntegrityError);
  expect(result?.reason).toBe('HyperStudy lists 4999999 bytes, the storage has 5000000 (tried 3 times).');
  expect(await readdir(directory)).toEqual([]);
});

test('a storage that always stops at the same place is given up, and nothing useless is left', async () => {
  const server = await startServer();
  addSome(server, [100_000]);
  const file = server.files.get('EG_0');
  // It can't be recognised, so each try starts over.
  if (file !== undefined) file.tags = 'none';
  server.fault = () => ({ kind: 'stall', at: 50_000 });
  const directory = await makeFolder();
  const [result] = await connect(server).recordings.download(scope, { directory, stallTimeout: 100 });
  expect(result?.status).toBe('failed');
  expect(result?.reason).toBe('Nothing came from the storage for 0.1 s (tried 6 times).');
  expect(server.seen.storage).toBe(6);
  expect(await readdir(directory)).toEqual([]);
});

test.each([
  [100_000, 100_000, 'downloaded'],
  [100_000, null, 'downloaded'],
  [99_999, 100_000, 'failed'],
])('without Content-Length, %s bytes where %s are listed: %s', async (at, fileSize, status) => {
  const server = await startServer();
  addSome(server, [100_000], { fileSize });
  const file = server.files.get('EG_0');
  if (file !== undefined) file.tags = 'none';
  server.fault = () => ({ kind: 'chunked', at });
  const [result] = await connect(server).recordings.download(scope, { directory: await makeFolder() });
  expect(result?.status).toBe(status);
});
