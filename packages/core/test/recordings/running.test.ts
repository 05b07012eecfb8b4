import { expect, test } from 'vitest';
import type { DownloadProgress } from '../../src/index.ts';
import { addSome, connect, makeFolder, someBytes, startServer } from './setup.ts';

const scope = { room: 'room_1' };

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
