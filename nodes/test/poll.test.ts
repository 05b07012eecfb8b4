import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, systemClock } from '@hyperstudy-workflows/core';
import { type Sandbox, startSandbox } from '@hyperstudy-workflows/sandbox';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Message } from '../src/common/host.ts';
import { Connection } from '../src/connection/connection.ts';
import { placeInFiles } from '../src/poll/place.ts';
import { Poller } from '../src/poll/poller.ts';
import { type PollRound, roundWith } from '../src/poll/round.ts';
import { Schedule } from '../src/poll/schedule.ts';
import type { PollConfig } from '../src/poll/settings.ts';
import { eventually, experimentScope, fakeHost, temporaryFolder } from './support.ts';

let sandbox: Sandbox;
let folder: string;
const open: Poller[] = [];
beforeAll(async () => {
  sandbox = await startSandbox({ pageLimit: 50 });
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => Promise.all(open.splice(0).map((poller) => poller.close())));

interface Options {
  config?: Partial<PollConfig>;
  round?: PollRound;
  clock?: Clock;
  settle?: number;
}

/** A clock whose pauses are short, and remembered. */
function quickClock(): Clock & { pauses: number[] } {
  const pauses: number[] = [];
  return {
    pauses,
    now: Date.now,
    sleep: (ms, signal) => {
      if (ms > 0) pauses.push(ms);
      return systemClock.sleep(Math.min(ms, 20), signal);
    },
  };
}

function pollerOf({ config = {}, round, clock, settle = 0 }: Options = {}) {
  const sent: Message[] = [];
  const errors: unknown[] = [];
  const logged: string[] = [];
  const host = fakeHost();
  const store = placeInFiles(folder, 'node1', host.warn);
  const poller = new Poller({
    config: {
      dataType: 'events',
      ...experimentScope(sandbox),
      scope: 'experiment',
      room: '',
      roomType: 'str',
      participant: '',
      participantType: 'str',
      interval: '30',
      from: 'all',
      lookback: '60',
      output: 'array',
      ...config,
    },
    connection: new Connection({ apiKey: sandbox.apiKey, baseUrl: sandbox.url }),
    host,
    events: {
      send: (message) => sent.push(message),
      error: (error) => errors.push(error),
      log: (text) => logged.push(text),
    },
    round: round ?? roundWith(store),
    forget: store.forget,
    clock,
    settle,
  });
  open.push(poller);
  return { poller, sent, errors, logged, host, keys: () => host.statuses.map((status) => status?.key) };
}

const idsIn = (messages: Message[]) =>
  messages.flatMap(({ payload }) => (payload as { id: string }[]).map(({ id }) => id));

describe('what is sent', () => {
  test('everything once, in batches, then nothing', async () => {
    const { poller, sent, keys } = pollerOf();
    poller.start();
    await eventually(() => keys().includes('next'));
    const ids = idsIn(sent);
    expect(ids.length).toBeGreaterThan(200);
    expect(new Set(ids).size).toBe(ids.length);
    expect(sent[0]?.hyperstudy).toMatchObject({
      node: 'node1',
      dataType: 'events',
      key: ['id'],
      cursor: expect.anything(),
    });
    await poller.input({});
    await eventually(() => keys().filter((key) => key === 'next').length === 2);
    expect(idsIn(sent)).toHaveLength(ids.length);
  });

  test('a restart goes on where it stopped; reset starts over', async () => {
    const before = pollerOf();
    before.poller.start();
    await eventually(() => before.keys().includes('next'));
    await before.poller.close();
    const after = pollerOf();
    after.poller.start();
    await eventually(() => after.keys().includes('next'));
    expect(after.sent).toHaveLength(0);
    await after.poller.input({ hyperstudy: { command: 'reset' } });
    await eventually(() => after.keys().filter((key) => key === 'next').length === 2);
    expect(idsIn(after.sent)).toEqual(idsIn(before.sent));
  });

  test('closing at random moments loses nothing', async () => {
    const all = pollerOf({ config: { output: 'array' } });
    all.poller.start();
    await eventually(() => all.keys().includes('next'));
    const expected = new Set(idsIn(all.sent));
    await all.poller.input({ hyperstudy: { command: 'reset' } });
    await all.poller.close();
    const got = new Set<string>();
    for (let round = 0; round < 40 && got.size < expected.size; round += 1) {
      const { poller, sent } = pollerOf();
      poller.start();
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 30));
      await poller.close();
      for (const id of idsIn(sent)) got.add(id);
    }
    const last = pollerOf();
    last.poller.start();
    await eventually(() => last.keys().includes('next'));
    for (const id of idsIn(last.sent)) got.add(id);
    expect(got).toEqual(expected);
  });

  test('now gives nothing old; since gives what came after', async () => {
    const now = pollerOf({ config: { from: 'now' } });
    now.poller.start();
    await eventually(() => now.keys().includes('next'));
    expect(now.sent).toHaveLength(0);
    await now.poller.input({ hyperstudy: { command: 'pause' } });
    const since = pollerOf({ config: { from: 'since', since: '2026-03-11T17:00:00Z' } });
    await since.poller.input({ hyperstudy: { command: 'reset' } });
    await eventually(() => since.keys().includes('next'));
    const times = since.sent.flatMap(({ payload }) =>
      (payload as { timestamp: string }[]).map((row) => row.timestamp),
    );
    expect(times.length).toBeGreaterThan(0);
    expect(times.every((time) => time >= '2026-03-11T17:00:00')).toBe(true);
  });

  test('a damaged state is put aside with a warning, and polling goes on', async () => {
    const before = pollerOf();
    before.poller.start();
    await eventually(() => before.keys().includes('next'));
    await before.poller.close();
    const [file = ''] = await readdir(folder);
    expect(await readFile(join(folder, file), 'utf8')).not.toContain(sandbox.apiKey);
    await writeFile(join(folder, file), '{"key": "eve');
    const { poller, sent, host, keys } = pollerOf();
    poller.start();
    await eventually(() => keys().includes('next'));
    expect(host.warnings.join()).toMatch(/damaged/);
    expect(sent.length).toBeGreaterThan(0);
    expect((await readdir(folder)).sort()).toEqual([file, `${file}.damaged`]);
  });

  test('other settings start anew, the old ones go on where they were', async () => {
    const polled = async (config: Partial<PollConfig>) => {
      const { poller, sent, keys } = pollerOf({ config });
      poller.start();
      await eventually(() => keys().includes('next'));
      await poller.close();
      return idsIn(sent).length;
    };
    expect(await polled({})).toBeGreaterThan(0);
    expect(await polled({ filters: { category: { value: 'media', type: 'str' } } })).toBeGreaterThan(0);
    expect(await polled({})).toBe(0);
  });
});

describe('when it is sent', () => {
  const endless = (work: (n: number) => Promise<void>): PollRound =>
    async function* () {
      await work(1);
      yield { records: [{ id: 'a' }], cursor: null, key: 'k' };
    };

  test('polls never overlap, also with poll-now', async () => {
    let running = 0;
    let most = 0;
    const round = endless(async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 15));
      running -= 1;
    });
    const { poller, sent } = pollerOf({ round, clock: quickClock() });
    poller.start();
    poller.start();
    for (let i = 0; i < 10; i += 1) await poller.input({});
    await eventually(() => sent.length > 5);
    expect(most).toBe(1);
  });

  test('pause stops, resume goes on', async () => {
    const { poller, sent, keys } = pollerOf({ round: endless(async () => {}), clock: quickClock() });
    poller.start();
    await eventually(() => sent.length > 2);
    await poller.input({ hyperstudy: { command: 'pause' } });
    const count = sent.length;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(sent).toHaveLength(count);
    expect(keys().at(-1)).toBe('paused');
    await poller.input({ hyperstudy: { command: 'resume' } });
    await eventually(() => sent.length > count);
  });

  test('the interval has a floor and jitter; failures double the pause up to a quarter of an hour', async () => {
    const clock = quickClock();
    const { poller, sent } = pollerOf({
      config: { interval: '0.001' },
      round: endless(async () => {}),
      clock,
    });
    poller.start();
    await eventually(() => sent.length > 5);
    expect(Math.min(...clock.pauses)).toBeGreaterThanOrEqual(4500);
    expect(Math.max(...clock.pauses)).toBeLessThanOrEqual(5500);
    expect(new Set(clock.pauses).size).toBeGreaterThan(1);
    const schedule = new Schedule(30_000, () => 0.5);
    expect([1, 2, 3, 10, 1000].map((n) => schedule.pauseAfter(n))).toEqual([
      30_000, 60_000, 120_000, 900_000, 900_000,
    ]);
  });
});

describe('failures', () => {
  test('an outage is one error; the end of it is told', async () => {
    let down = true;
    const round: PollRound = async function* () {
      if (down) throw new Error('down');
      yield { records: [{ id: 'a' }], cursor: null, key: 'k' };
    };
    const { poller, errors, logged, sent, keys } = pollerOf({ round, clock: quickClock() });
    poller.start();
    await eventually(() => keys().filter((key) => key === 'retry').length > 3);
    expect(errors).toHaveLength(1);
    down = false;
    await eventually(() => sent.length > 0);
    expect(logged.join()).toMatch(/works again, after \d+ failed tries/);
    await poller.close();
    expect(keys().at(-1)).toBeUndefined();
  });
});

test('a batch counts as taken when the flow has had time for it, or comes again', async () => {
  const before = pollerOf({ settle: 60_000 });
  before.poller.start();
  await eventually(() => before.sent.length === 1);
  await before.poller.close();
  expect(before.errors).toEqual([]);
  const after = pollerOf();
  after.poller.start();
  await eventually(() => after.keys().includes('next'));
  expect(idsIn(after.sent).slice(0, idsIn(before.sent).length)).toEqual(idsIn(before.sent));
});

test('acknowledged: the place waits for the flow', async () => {
  const before = pollerOf({ config: { pace: 'ack' } });
  before.poller.start();
  await eventually(() => before.sent.length === 1);
  await before.poller.close();
  const after = pollerOf({ config: { pace: 'ack' } });
  after.poller.start();
  await eventually(() => after.sent.length === 1);
  expect(idsIn(after.sent)).toEqual(idsIn(before.sent));
  await after.poller.input({ hyperstudy: { command: 'next' } });
  await eventually(() => after.sent.length === 2);
});
