import { type Sandbox, startSandbox } from '@hyperstudy-workflows/sandbox';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Message } from '../src/common/host.ts';
import { errorText, eventually, experimentScope, flowOf, helper, listIn, objectIn, run } from './support.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ pageLimit: 100 });
  await new Promise<void>((resolve) => helper.startServer(() => resolve()));
});
afterAll(async () => {
  await new Promise<void>((resolve) => helper.stopServer(() => resolve()));
  await sandbox.close();
});
afterEach(() => helper.unload());

const fetchNode = (more: object = {}) => ({
  type: 'hyperstudy-fetch',
  dataType: 'events',
  ...experimentScope(sandbox),
  filters: {},
  output: 'array',
  pace: 'free',
  limit: '',
  ...more,
});

const start = (more: object = {}, key: string | undefined = sandbox.apiKey) =>
  run(flowOf(fetchNode(more), sandbox), key);

describe('outputs', () => {
  test('an array: one message, the incoming one, with everything else kept', async () => {
    const node = await start();
    await node.input({ topic: 'mine', payload: 'old', _msgid: 'kept' });
    expect(node.out).toHaveLength(1);
    expect(node.out[0]).toMatchObject({ topic: 'mine', _msgid: 'kept' });
    expect(node.out[0]?.hyperstudy).toMatchObject({
      node: 'node',
      dataType: 'events',
      scope: { experiment: sandbox.experimentId },
      key: ['id'],
      complete: true,
      total: listIn(node.out[0]).length,
    });
    expect(node.completed).toHaveLength(1);
    expect(node.caught).toHaveLength(0);
  });

  test('pages and records give the same as the array, with parts that join', async () => {
    const all = await start();
    await all.input({});
    const expected = all.out[0]?.payload;
    await helper.unload();
    const pages = await start({ output: 'pages' });
    await pages.input({ topic: 'mine' });
    expect(pages.out.flatMap(({ payload }) => payload)).toEqual(expected);
    expect(pages.out.map(({ parts }) => parts)).toEqual(
      pages.out.map((page, index) => ({
        id: expect.any(String),
        type: 'array',
        index,
        len: listIn(page).length,
        ...(index === pages.out.length - 1 ? { count: pages.out.length } : {}),
      })),
    );
    expect(pages.out.every(({ topic }) => topic === 'mine')).toBe(true);
    await helper.unload();
    const records = await start({ output: 'records' });
    await records.input({});
    expect(records.out.map(({ payload }) => payload)).toEqual(expected);
    expect(records.out.at(-1)?.parts).toMatchObject({ count: records.out.length });
    expect(records.out.filter(({ hyperstudy }) => 'complete' in objectIn(hyperstudy))).toHaveLength(1);
  });

  test('messages of a sequence share nothing', async () => {
    const node = await start({ output: 'records', limit: '2' });
    await node.input({ shared: { list: [1] } });
    const [first, second] = node.out;
    expect(node.out).toHaveLength(2);
    expect(first?.shared).toEqual({ list: [1] });
    expect(first?.shared).not.toBe(second?.shared);
    for (const fact of ['scope', 'key']) {
      expect(objectIn(first?.hyperstudy)[fact]).toBeDefined();
      expect(objectIn(first?.hyperstudy)[fact]).not.toBe(objectIn(second?.hyperstudy)[fact]);
    }
  });

  test('nothing found: an empty array, one empty page, or no record', async () => {
    const empty = sandbox.experimentIds.at(-1);
    const results: unknown[] = [];
    for (const output of ['array', 'pages', 'records']) {
      const node = await start({ output, experiment: empty });
      await node.input({});
      results.push(node.out.map(({ payload }) => payload));
      await helper.unload();
    }
    expect(results).toEqual([[[]], [[]], []]);
  });
});

describe('settings', () => {
  test('msg.hyperstudy overrides them', async () => {
    const node = await start();
    const room = { room: sandbox.roomId };
    await node.input({ hyperstudy: { dataType: 'ratings/sparse', scope: room, output: 'pages', limit: 3 } });
    expect(node.out[0]?.hyperstudy).toMatchObject({ dataType: 'ratings_sparse', scope: room });
    expect(node.out[0]?.payload).toHaveLength(3);
  });

  test('what another HyperStudy node put into the message is no setting', async () => {
    const node = await start({ limit: '1' });
    await node.input({ hyperstudy: { node: 'other', dataType: 'rooms', total: 5 } });
    expect(node.out[0]?.hyperstudy).toMatchObject({ dataType: 'events' });
  });

  test('ids and filters may come from the message', async () => {
    const filters = { category: { value: 'what', type: 'msg' } };
    const node = await start({ scope: 'room', room: 'payload.id', roomType: 'msg', filters });
    await node.input({ payload: { id: sandbox.roomId }, what: 'media' });
    const rows = node.out[0]?.payload as { roomId: string; category: string }[];
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every((row) => row.roomId === sandbox.roomId && row.category === 'media')).toBe(true);
  });
});

describe('bad input: one error at Catch, nothing sent, a status', () => {
  const cases: [string, object, Message, RegExp][] = [
    ['no id', { experiment: '' }, {}, /experiment id is empty/],
    [
      'an id that is no text',
      { experimentType: 'msg', experiment: 'payload' },
      { payload: { a: 1 } },
      /experiment id is empty/,
    ],
    ['an id that is a path', { experiment: '..' }, {}, /can't be the id/],
    ['an unknown data type', {}, { hyperstudy: { dataType: 'evnts' } }, /Did you mean events/],
    ['an unknown setting', {}, { hyperstudy: { experimnt: 'x' } }, /experimnt is no setting/],
    ['an unknown command', {}, { hyperstudy: { command: 'stop' } }, /Commands: next, cancel/],
    ['an unknown output', {}, { hyperstudy: { output: 'csv' } }, /Outputs: array, pages, records/],
    ['a filter that is none', {}, { hyperstudy: { filters: { colour: 'x' } } }, /no filter colour/],
    [
      'a filter of another data type',
      {},
      { hyperstudy: { filters: { completed: true } } },
      /can't be filtered by completed/,
    ],
    ['a time that is none', {}, { hyperstudy: { filters: { start: 'soon' } } }, /start is no date/],
    ['a limit that is none', { limit: 'many' }, {}, /limit is no whole number/],
    ['a participant without a room', {}, { hyperstudy: { scope: { participant: 'p' } } }, /room id is empty/],
    ['a scope that is no object', {}, { hyperstudy: { scope: 'exp_1' } }, /scope is no object/],
    [
      'a scope the data type does not have',
      { dataType: 'rooms' },
      { hyperstudy: { scope: { room: 'r' } } },
      /can't be asked for by room/,
    ],
    ['JSONata that breaks', { experimentType: 'jsonata', experiment: '$nope(' }, {}, /jsonata/],
  ];
  test.each(cases)('%s', async (_, config, message, pattern) => {
    const node = await start(config);
    await node.input(message);
    expect(node.caught).toHaveLength(1);
    expect(errorText(node.caught)).toMatch(pattern);
    expect(node.out).toHaveLength(0);
    expect(node.completed).toHaveLength(0);
    expect(node.statuses.at(-1)).toMatch(/^common\.status\.error\./);
  });

  test('no connection, no key, a variable that is not set: a status at once and an error, no throw', async () => {
    const cases = [
      [{ connection: '' }, {}, 'MISSING_CONNECTION'],
      [{}, { baseUrl: ['$', '{NOT_SET_ANYWHERE}'].join('') }, 'UsageError'],
      [{}, {}, 'MISSING_API_KEY'],
    ] as const;
    for (const [config, connection, status] of cases) {
      const node = await run(flowOf(fetchNode(config), sandbox, connection), undefined);
      await node.input({});
      expect(node.caught).toHaveLength(1);
      expect(node.statuses.at(-1)).toBe(`common.status.error.${status}`);
      await helper.unload();
    }
  });

  test('errors of the server carry status and request id', async () => {
    const node = await start({}, sandbox.keys.expired);
    await node.input({});
    const { error } = objectIn(node.caught[0]?.hyperstudy);
    expect(error).toMatchObject({
      name: 'AuthenticationError',
      remedy: 'fix-key',
      status: 401,
      hint: expect.any(String),
    });
    expect(node.statuses.at(-1)).toBe('common.status.error.AuthenticationError');
  });
});

test('nodes on one connection share its budget, and say that they wait for it', async () => {
  // A key of its own: budgets go by key.
  const own = await startSandbox({ seed: 77 });
  const settings = { ...fetchNode({ limit: '1' }), experiment: own.experimentId };
  const flow = flowOf(settings, own, { budget: '2/min,1000/h' });
  const second = { ...settings, id: 'second', z: 'tab', connection: 'conn', version: 1, wires: [[]] };
  const node = await run([...flow, second], own.apiKey);
  helper.getNode('second').receive({});
  helper.getNode('second').receive({});
  await eventually(() => own.stats.requests >= 2);
  helper.getNode('node').receive({});
  await eventually(() => node.statuses.includes('common.status.budget'));
  expect(node.out).toHaveLength(0);
  expect(own.stats.requests).toBe(2);
  helper.getNode('node').receive({ hyperstudy: { command: 'cancel' } });
  await eventually(() => node.statuses.at(-1) === 'common.status.cancelled');
  await helper.unload();
  await own.close();
});

describe('pace', () => {
  test('acknowledged: one message at a time', async () => {
    const node = await start({ output: 'pages', pace: 'ack' });
    helper.getNode('node').receive({});
    await eventually(() => node.out.length === 1);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(node.out).toHaveLength(1);
    helper.getNode('node').receive({ hyperstudy: { command: 'next' } });
    await eventually(() => node.out.length === 2);
    helper.getNode('node').receive({ hyperstudy: { command: 'next' } });
    await eventually(
      () => node.out.at(-1)?.parts !== undefined && 'count' in objectIn(node.out.at(-1)?.parts),
    );
    expect(node.caught).toHaveLength(0);
  });

  test('cancel ends it: done once, no error, no further message', async () => {
    const node = await start({ output: 'pages', pace: 'ack' });
    helper.getNode('node').receive({ topic: 'a' });
    helper.getNode('node').receive({ topic: 'b' });
    await eventually(() => node.out.length === 1);
    helper.getNode('node').receive({ hyperstudy: { command: 'cancel' }, topic: 'c' });
    await eventually(() => node.completed.length === 3);
    expect(node.out).toHaveLength(1);
    expect(node.caught).toHaveLength(0);
    expect(node.statuses.at(-1)).toBe('common.status.cancelled');
  });

  test('closing ends what is under way, quickly', async () => {
    const node = await start({ output: 'pages', pace: 'ack' });
    helper.getNode('node').receive({});
    await eventually(() => node.out.length === 1);
    const began = Date.now();
    await helper.unload();
    expect(Date.now() - began).toBeLessThan(5000);
    expect(node.out).toHaveLength(1);
  });
});
