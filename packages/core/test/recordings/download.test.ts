import { readdir } from 'node:fs/promises';
import { Agent, type Dispatcher } from 'undici';
import { expect, test } from 'vitest';
import type { DownloadResult } from '../../src/index.ts';
import { addSome, connect, makeFolder, readFolder, someBytes, startServer } from './setup.ts';

const scope = { room: 'room_1' };

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
