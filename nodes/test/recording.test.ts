import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { HyperStudy, type RecordingRecord } from '@hyperstudy-workflows/core';
import { type Sandbox, startSandbox } from '@hyperstudy-workflows/sandbox';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Message } from '../src/common/host.ts';
import { errorText, eventually, flowOf, helper, objectIn, run, temporaryFolder } from './support.ts';

let sandbox: Sandbox;
let recordings: RecordingRecord[];
let folder: string;
beforeAll(async () => {
  sandbox = await startSandbox();
  const client = new HyperStudy({ apiKey: sandbox.apiKey, baseUrl: sandbox.url });
  const all = await client.recordings({ experiment: sandbox.experimentId });
  recordings = all.filter(({ status, downloadPath }) => /^complete/.test(status ?? '') && downloadPath);
  await client.close();
  await new Promise<void>((resolve) => helper.startServer(() => resolve()));
});
afterAll(async () => {
  await new Promise<void>((resolve) => helper.stopServer(() => resolve()));
  await sandbox.close();
});
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => helper.unload());

const start = (more: object = {}) =>
  run(
    flowOf(
      { type: 'hyperstudy-recording', directory: folder, directoryType: 'str', skipExisting: true, ...more },
      sandbox,
    ),
    sandbox.apiKey,
  );

const first = (): RecordingRecord => {
  const [recording] = recordings;
  if (recording === undefined) throw new Error('the sandbox has no recording');
  return recording;
};

test('downloads a recording: path, size, hash; other properties are kept', async () => {
  const node = await start();
  await node.input({ payload: first(), topic: 'mine' });
  const [message] = node.out;
  const { path, size, sha256, status } = objectIn(message?.payload);
  const bytes = await readFile(String(path));
  expect(message).toMatchObject({ topic: 'mine', filename: path });
  expect({ size, sha256, status }).toEqual({
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    status: 'downloaded',
  });
  await node.input({ payload: first() });
  expect(node.out[1]?.payload).toMatchObject({ path, status: 'skipped' });
});

test('several: one message each; an id with its room is enough', async () => {
  const node = await start({ fileName: '{roomId}_{recordingId}' });
  const { recordingId, roomId } = first();
  await node.input({ payload: [recordings[1], { recordingId, roomId }] });
  expect(node.out).toHaveLength(2);
  expect(await readdir(folder)).toContain(`${roomId}_${recordingId}.${first().format ?? 'mp4'}`);
});

test('one that is not complete goes to the second output', async () => {
  const node = await start();
  await node.input({ payload: { ...first(), status: 'active', roomId: undefined } });
  expect(node.out).toHaveLength(0);
  expect(node.later[0]?.payload).toMatchObject({ status: 'pending', path: null });
});

test('one that was not complete is looked up again: it may be by now', async () => {
  const node = await start();
  await node.input({ payload: { ...first(), status: 'active', downloadPath: undefined } });
  expect(node.out[0]?.payload).toMatchObject({ status: 'downloaded', recording: { status: first().status } });
});

const bad: [string, Message, RegExp][] = [
  ['nothing', {}, /msg.payload is no recording/],
  ['a number in a list', { payload: [1] }, /msg.payload\[0\] is no recording/],
  ['an id without its room', { payload: 'EG_1' }, /does not say where/],
  [
    'an id the room does not have',
    { payload: 'EG_none', hyperstudy: { room: '$room' } },
    /has no recording EG_none/,
  ],
  [
    'a template that is the same for all',
    { payload: 'x', hyperstudy: { fileName: 'film' } },
    /does not tell recordings apart/,
  ],
  ['an empty folder', { payload: 'x', hyperstudy: { directory: ' ' } }, /folder is empty/],
];
test.each(bad)('bad input, %s: one error, nothing sent', async (_, message, pattern) => {
  const node = await start();
  const text = JSON.stringify(message).replace('$room', sandbox.roomId);
  await node.input(JSON.parse(text));
  expect(node.caught).toHaveLength(1);
  expect(errorText(node.caught)).toMatch(pattern);
  expect(node.out.length + node.later.length + node.completed.length).toBe(0);
});

test('a name can not leave the folder', async () => {
  const node = await start();
  await node.input({ payload: { ...first(), participantName: '../../etc/passwd', recordingId: '../x' } });
  expect(await readdir(folder)).toHaveLength(1);
});

test('of several, those that came are sent and the error says how many failed', async () => {
  const node = await start();
  await node.input({
    payload: [{ ...first(), downloadPath: '/data/recordings/download/none/none' }, recordings[1]],
  });
  expect(node.out).toHaveLength(1);
  expect(errorText(node.caught)).toMatch(/1 of 2 recordings/);
});

test('cancel: no file under its final name', async () => {
  const slow = await startSandbox({ recordingBytes: 200_000_000 });
  const client = new HyperStudy({ apiKey: slow.apiKey, baseUrl: slow.url });
  const large = (await client.recordings({ room: slow.roomId })).find(({ status }) =>
    /^complete/.test(status ?? ''),
  );
  await client.close();
  const node = await run(
    flowOf({ type: 'hyperstudy-recording', directory: folder, directoryType: 'str' }, slow),
    slow.apiKey,
  );
  helper.getNode('node').receive({ payload: large });
  await eventually(() => node.statuses.some((text) => text.endsWith('progress')));
  helper.getNode('node').receive({ hyperstudy: { command: 'cancel' } });
  await eventually(() => node.completed.length === 2);
  expect((await readdir(folder)).filter((name) => !/\.part(\.json)?$/.test(name))).toEqual([]);
  await slow.close();
});
