import { describe, expect, test } from 'vitest';
import type { Row } from '../../src/paging/page.ts';
import { memoryStore } from '../../src/polling/state-store.ts';
import { type DataServer, serveData } from '../support/data-server.ts';
import { at, clientOn, newClock, scope } from './support.ts';

const path = '/data/recordings/room/r';
const recording = (id: string, fields: object = {}): Row => ({
  recordingId: id,
  startTime: at(0),
  ...fields,
});

/** Runs a round on each list in turn, each in a process of its own; what was new in each. */
async function rounds(
  lists: Row[][],
  options: { content?: boolean; from?: string } = {},
  type: 'recordings' | 'variables' = 'recordings',
) {
  const clock = newClock();
  const at = type === 'variables' ? '/data/variables/room/r' : path;
  await using server: DataServer = await serveData({ lists: { [at]: [] }, clock });
  await using client = clientOn(server.url, clock);
  const store = memoryStore();
  const found: { records: Row[]; changed: Row[] }[] = [];
  for (const list of lists) {
    server.lists.set(at, list);
    const news = { records: [] as Row[], changed: [] as Row[] };
    for await (const batch of client.hs.poll(type, scope, { store, once: true, ...options })) {
      news.records.push(...batch.records);
      news.changed.push(...batch.changed);
    }
    found.push(news);
  }
  return found;
}

const ids = (found: { records: Row[] }[]) =>
  found.map(({ records }) => records.map((row) => row.recordingId));

describe('types that can not be filtered by time', () => {
  test('are told apart by their keys', async () => {
    const lists = [[recording('a')], [recording('a'), recording('b')], [recording('b'), recording('c')]];
    expect(ids(await rounds(lists, { from: 'all' }))).toEqual([['a'], ['b'], ['c']]);
  });

  test('from now: what is there at the start is no news', async () => {
    const lists = [[recording('a')], [recording('a'), recording('b')]];
    expect(ids(await rounds(lists, { from: 'now' }))).toEqual([[], ['b']]);
  });

  test('a change among more than a page of them is found, though their number is the same', async () => {
    const many = Array.from({ length: 1001 }, (_, i) => recording(`r${i}`, { status: 'active' }));
    const ended = many.map((row) => (row.recordingId === 'r7' ? { ...row, status: 'complete' } : row));
    const [, second] = await rounds([many, ended], { from: 'all', content: true });
    expect(second?.changed.map((row) => row.recordingId)).toEqual(['r7']);
  });

  test('from a time on, where they have one', async () => {
    const list = [
      recording('a', { startTime: at(-1) }),
      recording('b'),
      recording('c', { startTime: undefined }),
    ];
    expect(ids(await rounds([list, list], { from: at(0) }))).toEqual([['b', 'c'], []]);
  });

  test('a change of content is news only on request', async () => {
    const lists = [[recording('a', { status: 'active' })], [recording('a', { status: 'complete' })]];
    expect(ids(await rounds(lists, { from: 'all' }))).toEqual([['a'], []]);
    const [first, second] = await rounds(lists, { from: 'all', content: true });
    expect(first?.changed).toEqual([]);
    expect(second?.records).toEqual([expect.objectContaining({ status: 'complete' })]);
    expect(second?.changed).toEqual(second?.records);
  });

  test('also of what was there at the start', async () => {
    const lists = [[recording('a', { status: 'active' })], [recording('a', { status: 'complete' })]];
    expect(ids(await rounds(lists, { from: 'now', content: true }))).toEqual([[], ['a']]);
  });

  test('a signed URL that differs with every answer is no change', async () => {
    const signed = (signature: string) =>
      recording('a', { downloadUrl: `https://s.example/o?X-Goog-Signature=${signature}` });
    expect(ids(await rounds([[signed('1')], [signed('2')]], { from: 'all', content: true }))).toEqual([
      ['a'],
      [],
    ]);
  });

  test('records without a key: the same write twice is two', async () => {
    const write = (value: number) => ({ variable: 'v', value });
    const lists = [[write(1)], [write(1), write(1)], [write(1), write(1), write(2), write(1)]];
    const found = await rounds(lists, { from: 'all' }, 'variables');
    expect(found.map(({ records }) => records.map(({ value }) => value))).toEqual([[1], [1], [2, 1]]);
  });

  test('one cheap request when nothing is new among very many', async () => {
    const clock = newClock();
    const many = Array.from({ length: 2500 }, (_, i) => recording(`r${i}`, { startTime: at(i) }));
    await using server = await serveData({ lists: { [path]: many }, clock });
    await using client = clientOn(server.url, clock);
    const store = memoryStore();
    for await (const _ of client.hs.poll('recordings', scope, { store, once: true, from: 'all' }));
    server.requests.length = 0;
    for await (const _ of client.hs.poll('recordings', scope, { store, once: true }))
      throw new Error('nothing is new');
    expect(server.requests.map(({ query }) => query.limit)).toEqual(['1']);
    many.push(recording('new', { startTime: at(5000) }));
    server.lists.set(path, many);
    const found: unknown[] = [];
    for await (const { records } of client.hs.poll('recordings', scope, { store, once: true }))
      found.push(...records);
    expect(found).toEqual([recording('new', { startTime: at(5000) })]);
  });
});

test('within the lookback, changes are seen with types that have a time too', async () => {
  const clock = newClock();
  const chat = '/data/chat/room/r';
  const message = (deleted: boolean) => [{ messageId: 'm', timestamp: at(0), deleted }];
  await using server = await serveData({ lists: { [chat]: message(false) }, clock });
  await using client = clientOn(server.url, clock);
  const found: unknown[] = [];
  for await (const { records, changed } of client.hs.poll('chat', scope, { from: 'all', content: true })) {
    found.push(records[0]?.deleted, changed.length);
    server.lists.set(chat, message(true));
    if (found.length === 4) break;
  }
  expect(found).toEqual([false, 0, true, 1]);
});
