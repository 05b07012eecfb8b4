import { readdir } from 'node:fs/promises';
import { Agent, type Dispatcher } from 'undici';
import { expect, test } from 'vitest';
import {
  AuthenticationError,
  type DownloadProgress,
  type DownloadResult,
  IntegrityError,
  PermissionError,
} from '../../src/index.ts';
import { connect, makeFolder, readFolder, someBytes, startServer } from './setup.ts';
import type { StorageServer } from './storage-server.ts';

const scope = { room: 'room_1' };

function addSome(server: StorageServer, sizes: number[], facts: Record<string, unknown> = {}): void {
  for (const [i, size] of sizes.entries()) server.add(`EG_${i}`, someBytes(size, i), facts);
}

test('downloads all recordings of a scope, in the order of the server', async () => {
  const server = await startServer();
  const sizes = [100, 100_000, 0, 2_000_000, 70_000];
  addSome(server, sizes);
  const directory = await makeFolder();
  const results = await connect(server).recordings.download(scope, { directory });
  expect(results.map(({ status, size, transferred }) => [status, size, transferred])).toEqual(
    sizes.map((size) => ['downloaded', size, size]),
  );
  const found = await readFolder(directory);
  for (const [i, size] of sizes.entries()) {
    expect(found.get(`Viewer_A_video_EG_${i}.mp4`)?.equals(someBytes(size, i))).toBe(true);
  }
  expect(found.size).toBe(sizes.length);
  expect(results[1]?.sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(results[1]?.sourceChecksum).toMatch(/^crc32c=.{6}==$/);
  expect(server.seen).toMatchObject({ keys: 0, mints: 5, storage: 5, list: 1 });
});

test('starts with the largest and gives results as they come', async () => {
  const server = await startServer();
  addSome(server, [100, 5000, 300, 4000]);
  const ids: string[] = [];
  const batch = connect(server).recordings.download(scope, { directory: await makeFolder(), concurrency: 1 });
  for await (const { recording } of batch) ids.push(recording.recordingId);
  expect(server.seen.order).toEqual(['EG_1', 'EG_3', 'EG_2', 'EG_0']);
  expect(ids).toEqual(server.seen.order);
});

test('no more transfers at once than asked for', async () => {
  const server = await startServer();
  addSome(
    server,
    Array.from({ length: 20 }, () => 200_000),
  );
  server.fault = () => ({ kind: 'slow', wait: 20 });
  await connect(server).recordings.download(scope, { directory: await makeFolder(), concurrency: 3 });
  expect(server.seen.mostAtOnce).toBe(3);
});

test('fewer at once while the storage is busy; none is lost', async () => {
  const server = await startServer();
  addSome(
    server,
    Array.from({ length: 20 }, () => 50_000),
  );
  let answered = 0;
  server.fault = () => {
    answered += 1;
    return answered <= 6 ? { kind: 'busy', status: 503, retryAfter: '0' } : undefined;
  };
  const results = await connect(server).recordings.download(scope, {
    directory: await makeFolder(),
    concurrency: 8,
  });
  expect(results.filter(({ status }) => status === 'downloaded')).toHaveLength(20);
});

test.each([
  [{ status: 'complete' }, 'downloaded'],
  [{ status: 'Completed' }, 'downloaded'],
  [{ status: 'EGRESS_COMPLETE' }, 'downloaded'],
  [{ status: 'ACTIVE' }, 'pending'],
  [{ status: 'failed' }, 'pending'],
  [{ status: null }, 'downloaded'],
  [{ status: null, fileSize: null }, 'downloaded'],
  [{ status: null, endTime: null }, 'downloaded'],
  [{ status: null, endTime: null, fileSize: null }, 'pending'],
  [{ status: null, downloadPath: null }, 'pending'],
  [{ status: 'complete', downloadPath: null }, 'failed'],
])('status rules: %j is %s', async (facts, status) => {
  const server = await startServer();
  addSome(server, [1000], facts);
  const directory = await makeFolder();
  const [result] = await connect(server).recordings.download(scope, { directory });
  expect(result?.status).toBe(status);
  expect(result?.fileName === null).toBe(status !== 'downloaded');
  expect(result?.reason === undefined).toBe(status === 'downloaded');
  expect(await readdir(directory)).toHaveLength(status === 'downloaded' ? 1 : 0);
});

test('a type filter keeps recordings of unknown type', async () => {
  const server = await startServer();
  server.add('EG_v', someBytes(10), { metadata: { type: 'video' } });
  server.add('EG_a', someBytes(10), { metadata: { type: 'audio' } });
  server.add('EG_u', someBytes(10), { metadata: null });
  const options = { directory: await makeFolder(), recordingType: 'audio' } as const;
  const results = await connect(server).recordings.download(scope, options);
  expect(results.map(({ recording }) => recording.recordingId)).toEqual(['EG_a', 'EG_u']);
});

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

test('many at once are no reason for a warning', async () => {
  const server = await startServer();
  addSome(
    server,
    Array.from({ length: 40 }, () => 1000),
  );
  server.fault = () => ({ kind: 'slow', wait: 10 });
  const warnings: Error[] = [];
  const onWarning = (warning: Error) => warnings.push(warning);
  process.on('warning', onWarning);
  const { signal } = new AbortController();
  await connect(server).recordings.download(scope, {
    directory: await makeFolder(),
    concurrency: 30,
    signal,
  });
  process.off('warning', onWarning);
  expect(warnings).toEqual([]);
});

/** Keeps what it passes on, as a cache would. */
const keeper = (handler: Dispatcher.DispatchHandler, kept: Buffer[]): Dispatcher.DispatchHandler => ({
  onRequestStart: (controller, context) => handler.onRequestStart?.(controller, context),
  onResponseStart: (...facts) => handler.onResponseStart?.(...facts),
  onResponseData: (controller, chunk) => {
    kept.push(chunk);
    handler.onResponseData?.(controller, chunk);
  },
  onResponseEnd: (controller, trailers) => handler.onResponseEnd?.(controller, trailers),
  onResponseError: (controller, error) => handler.onResponseError?.(controller, error),
});

test('what another dispatcher gives is left as it is', async () => {
  const server = await startServer();
  addSome(server, [3_000_000]);
  const kept: Buffer[] = [];
  const dispatcher = new Agent().compose(
    (dispatch) => (options, handler) => dispatch(options, keeper(handler, kept)),
  );
  const directory = await makeFolder();
  await connect(server, { dispatcher }).recordings.download(scope, { directory });
  await dispatcher.close();
  expect(Buffer.concat(kept).length).toBeGreaterThan(3_000_000);
  expect(Buffer.concat(kept).includes(someBytes(3_000_000, 0).subarray(1_000_000))).toBe(true);
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

test('leaving the loop ends what runs', async () => {
  const server = await startServer();
  addSome(server, [1000, 1_000_000]);
  server.fault = (id) => (id === 'EG_1' ? { kind: 'stall', at: 10 } : undefined);
  const started = performance.now();
  for await (const _ of connect(server).recordings.download(scope, { directory: await makeFolder() })) break;
  expect(performance.now() - started).toBeLessThan(5000);
});

test('leaving the loop stops the rest; a second run does what is missing', async () => {
  const server = await startServer();
  addSome(
    server,
    Array.from({ length: 12 }, () => 500_000),
  );
  const directory = await makeFolder();
  const client = connect(server);
  for await (const _ of client.recordings.download(scope, { directory, concurrency: 2 })) break;
  expect(server.seen.storage).toBeLessThan(6);
  const results = await client.recordings.download(scope, { directory });
  const count = (status: string) => results.filter((result) => result.status === status).length;
  expect(count('skipped')).toBeGreaterThanOrEqual(1);
  expect(count('skipped') + count('downloaded')).toBe(12);
});

test('an abort ends with its reason', async () => {
  const server = await startServer();
  addSome(server, [1000, 1000]);
  server.fault = () => ({ kind: 'stall', at: 10 });
  const stop = new AbortController();
  const reason = new Error('enough');
  setTimeout(() => stop.abort(reason), 50);
  const batch = connect(server).recordings.download(scope, {
    directory: await makeFolder(),
    signal: stop.signal,
  });
  await expect(batch).rejects.toBe(reason);
});

test('tells the progress', async () => {
  const server = await startServer();
  addSome(server, [3_000_000, 2_000_000, 10]);
  server.add('EG_p', someBytes(10), { status: 'ACTIVE' });
  const seen: DownloadProgress[] = [];
  await connect(server).recordings.download(scope, {
    directory: await makeFolder(),
    onProgress: (progress) => seen.push(progress),
  });
  expect(seen.at(-1)).toMatchObject({
    files: 4,
    filesDone: 4,
    bytes: 5_000_010,
    bytesDone: 5_000_010,
    eta: 0,
  });
  expect(seen.at(-1)?.bytesPerSecond).toBeGreaterThan(0);
  for (const { bytes = 0, bytesDone } of seen) expect(bytesDone).toBeLessThanOrEqual(bytes);
});

test('sizes that are not listed are learnt from the storage', async () => {
  const server = await startServer();
  addSome(server, [300_000, 400_000], { fileSize: null });
  const seen: DownloadProgress[] = [];
  await connect(server).recordings.download(scope, {
    directory: await makeFolder(),
    onProgress: (progress) => seen.push(progress),
  });
  expect(seen[0]?.bytes).toBeUndefined();
  expect(seen.at(-1)).toMatchObject({ bytes: 700_000, bytesDone: 700_000 });
});

test('one recording, by itself', async () => {
  const server = await startServer();
  addSome(server, [1000]);
  const directory = await makeFolder();
  const client = connect(server);
  const [recording] = await client.recordings(scope);
  if (recording === undefined) throw new Error('no recording');
  const download = () => client.recordings.downloadOne(recording, { directory, name: () => 'sub-01.mp4' });
  // Asked for twice at the same time it comes once.
  const results: DownloadResult[] = await Promise.all([download(), download()]);
  expect(results.map(({ status }) => status).sort()).toEqual(['downloaded', 'skipped']);
  expect(results[0]?.fileName).toBe('sub-01.mp4');
  expect(server.seen.storage).toBe(1);
});

test('a recording that is listed twice is one file', async () => {
  const server = await startServer();
  addSome(server, [1000]);
  const client = connect(server);
  const [recording] = await client.recordings(scope);
  const recordings = recording === undefined ? [] : [recording, { ...recording }];
  const results = await client.recordings.download(scope, { directory: await makeFolder(), recordings });
  expect(results.map(({ status }) => status).sort()).toEqual(['downloaded', 'skipped']);
  expect(new Set(results.map(({ fileName }) => fileName)).size).toBe(1);
});
