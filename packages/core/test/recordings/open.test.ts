import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { connect, someBytes, startServer } from './setup.ts';

const bytes = someBytes(2_000_000);

async function start(facts: Record<string, unknown> = {}) {
  const server = await startServer();
  server.add('EG_0', bytes, facts);
  const client = connect(server);
  const [recording] = await client.recordings({ room: 'r' });
  if (recording === undefined) throw new Error('no recording');
  return { server, client, recording };
}

test('streams a recording', async () => {
  const { client, recording } = await start();
  const { stream, size, contentType } = await client.recordings.open(recording);
  expect([size, contentType]).toEqual([bytes.length, 'video/mp4']);
  expect((await buffer(stream)).equals(bytes)).toBe(true);
});

test('streams the rest of a recording', async () => {
  const { client, recording } = await start();
  const { stream, size } = await client.recordings.open(recording, { start: 1_500_000 });
  expect(size).toBe(500_000);
  expect((await buffer(stream)).equals(bytes.subarray(1_500_000))).toBe(true);
});

test('goes on where the connection broke, also where Range is ignored', async () => {
  const { server, client, recording } = await start();
  server.fault = (_, { count }) => {
    if (count === 1) return { kind: 'cut', at: 700_000 };
    if (count === 2) return { kind: 'expire', at: 300_000 };
    return count === 3 ? { kind: 'ignore-range' } : undefined;
  };
  const { stream } = await client.recordings.open(recording);
  expect((await buffer(stream)).equals(bytes)).toBe(true);
  expect(server.seen.mints).toBe(2);
});

test('start is right also where Range is ignored', async () => {
  const { server, client, recording } = await start();
  server.fault = () => ({ kind: 'ignore-range' });
  const { stream } = await client.recordings.open(recording, { start: 1_999_990 });
  expect((await buffer(stream)).equals(bytes.subarray(1_999_990))).toBe(true);
});

test('ends with an error when the bytes were wrong', async () => {
  const { server, client, recording } = await start();
  server.fault = () => ({ kind: 'flip', at: 12_345 });
  const { stream } = await client.recordings.open(recording);
  await expect(buffer(stream)).rejects.toThrow(/add up to crc32c=/);
});

test('ends with an error when the file is replaced meanwhile', async () => {
  const { server, client, recording } = await start();
  server.fault = (_, { count }) => (count === 1 ? { kind: 'replace', at: 1_000_000 } : undefined);
  const { stream } = await client.recordings.open(recording);
  await expect(buffer(stream)).rejects.toThrow(/was replaced in the storage/);
});

test('says what is wrong before there is a stream', async () => {
  const { server, client, recording } = await start();
  server.files.clear();
  await expect(client.recordings.open(recording)).rejects.toThrow('The storage answered 404 (NoSuchKey).');
  await expect(client.recordings.open(recording, { start: -1 })).rejects.toThrow(/start must be/);
  await expect(client.recordings.open({ recordingId: 'x' })).rejects.toThrow(
    /neither a download path nor a URL/,
  );
});

test('a reader who leaves ends the transfer; an abort ends the stream', async () => {
  const { server, client, recording } = await start();
  server.fault = () => ({ kind: 'stall', at: 1000 });
  const first = await client.recordings.open(recording);
  first.stream.destroy();
  const stop = new AbortController();
  const { stream } = await client.recordings.open(recording, { signal: stop.signal });
  stop.abort(new Error('enough'));
  await expect(buffer(stream)).rejects.toThrow('enough');
  expect(server.seen.storage).toBe(2);
});
