import { describe, expect, test } from 'vitest';
import { memoryStore } from '../../src/polling/state-store.ts';
import { failureOf } from '../support/client.ts';
import { events, serveData } from '../support/data-server.ts';
import { at, clientOn, event, newClock, path, scope, start, take } from './support.ts';

describe('where it starts', () => {
  const list = [event('old', -600_000), event('recent', -60_000), event('later', 60_000)];

  test.each([
    ['all', [['old', 'recent', 'later']]],
    [at(-60_000), [['recent', 'later']]],
    [new Date(start - 59_999), [['later']]],
  ])('from %s', async (from, expected) => {
    await using server = await serveData({ lists: { [path]: list }, clock: newClock() });
    const clock = newClock();
    await using client = clientOn(server.url, clock);
    expect(await take(client.hs.poll('events', scope, { from }), 1)).toEqual(expected);
  });

  test("from now, by the server's clock", async () => {
    const clock = newClock();
    // Ours is an hour ahead: by it, nothing would be new for an hour.
    const server = await serveData({
      lists: { [path]: [event('old', -3_600_000 - 60_000)] },
      clock: { ...clock, now: () => clock.now() - 3_600_000, sleep: clock.sleep },
    });
    await using _ = server;
    await using client = clientOn(server.url, clock);
    const poll = client.hs.poll('events', scope);
    const first = take(poll, 1);
    while (server.requests.length < 3) await new Promise((resolve) => setTimeout(resolve, 1));
    server.lists.get(path)?.push(event('new', -3_600_000 + 5000));
    // What is older than the start by the server's clock stays out, though it came in later.
    server.lists.get(path)?.push(event('stale', -3_600_000 - 60_000));
    expect(await first).toEqual([['new']]);
  });

  test('now is the moment of the very first start, also after a restart', async () => {
    const clock = newClock();
    await using server = await serveData({ lists: { [path]: [event('old', -60_000)] }, clock });
    await using client = clientOn(server.url, clock);
    const store = memoryStore();
    for await (const _ of client.hs.poll('events', scope, { store, once: true }))
      throw new Error('nothing is new');
    server.lists.get(path)?.push(event('between', 10_000));
    clock.jump(3_600_000);
    expect(await take(client.hs.poll('events', scope, { store }), 1)).toEqual([['between']]);
  });

  test('parts of the events: the time is asked for too', async () => {
    const clock = newClock();
    await using server = await serveData({ lists: { [path]: [] }, clock });
    await using client = clientOn(server.url, clock);
    for await (const _ of client.hs.poll('consent', scope, { once: true }));
    expect(client.hs.clockOffset).toBeDefined();
  });
});

describe('what comes', () => {
  test('each record once, ties at the cursor and late ones included', async () => {
    const clock = newClock();
    await using server = await serveData({ lists: { [path]: [event('a', 0), event('b', 1000)] }, clock });
    await using client = clientOn(server.url, clock);
    const list = server.lists.get(path) ?? [];
    const batches: string[][] = [];
    const cursors: (string | null)[] = [];
    for await (const { records, cursor, round } of client.hs.poll('events', scope, { from: 'all' })) {
      batches.push(records.map(({ id }) => id));
      cursors.push(cursor);
      if (batches.length === 1) list.push(event('tie', 1000), event('late', -100_000));
      if (batches.length === 2) list.push(event('c', 2000));
      if (batches.length === 3) break;
      expect(round).toBe(batches.length);
    }
    expect(batches).toEqual([['a', 'b'], ['late', 'tie'], ['c']]);
    expect(cursors).toEqual([at(1000), at(1000), at(2000)]);
  });

  test('no batch where nothing is new, though records of the lookback are read again', async () => {
    const clock = newClock();
    await using server = await serveData({ lists: { [path]: [event('a', 0)] }, clock });
    await using client = clientOn(server.url, clock);
    const store = memoryStore();
    expect(await take(client.hs.poll('events', scope, { store, from: 'all', once: true }), 1)).toEqual([
      ['a'],
    ]);
    expect(await take(client.hs.poll('events', scope, { store, once: true }), 1)).toEqual([['a']]);
    const batches: string[][] = [];
    for (let round = 0; round < 2; round++) {
      for await (const { records } of client.hs.poll('events', scope, { store, once: true }))
        batches.push(records.map(({ id }) => id));
    }
    // The batch that was held when the loop was left comes once more, and then nothing.
    expect(batches).toEqual([['a']]);
  });

  test("from now is a little before the server's now: a Date header has whole seconds", async () => {
    const clock = newClock();
    await using server = await serveData({ lists: { [path]: [] }, clock });
    await using client = clientOn(server.url, clock);
    const store = memoryStore();
    for await (const _ of client.hs.poll('events', scope, { store, once: true }));
    server.lists.get(path)?.push(event('at that moment', 0));
    expect(await take(client.hs.poll('events', scope, { store, once: true }), 1)).toEqual([
      ['at that moment'],
    ]);
  });

  test('a late one beyond the lookback is not seen: that is what the lookback says', async () => {
    const clock = newClock();
    await using server = await serveData({ lists: { [path]: [event('a', 0)] }, clock });
    await using client = clientOn(server.url, clock);
    const list = server.lists.get(path) ?? [];
    const found: string[] = [];
    for await (const { records } of client.hs.poll('events', scope, { from: 'all', lookback: 5000 })) {
      found.push(...records.map(({ id }) => id));
      if (found.length === 1) list.push(event('too late', -5002), event('just', -5000));
      else break;
    }
    expect(found).toEqual(['a', 'just']);
  });

  test('a record from the future hides nothing', async () => {
    const clock = newClock();
    await using server = await serveData({ lists: { [path]: [event('future', 86_400_000)] }, clock });
    await using client = clientOn(server.url, clock);
    const list = server.lists.get(path) ?? [];
    const found: string[] = [];
    for await (const { records, cursor } of client.hs.poll('events', scope, { from: 'all' })) {
      found.push(...records.map(({ id }) => id));
      expect(cursor).toBe(at(86_400_000));
      if (found.length === 3) break;
      list.push(event(`e${found.length}`, clock.now() - start));
    }
    expect(found).toEqual(['future', 'e1', 'e2']);
  });

  test("the cursor is the server's own text", async () => {
    const clock = newClock();
    const odd = '2026-03-11T15:00:01+00:00';
    await using server = await serveData({ lists: { [path]: [{ id: 'a', timestamp: odd }] }, clock });
    await using client = clientOn(server.url, clock);
    for await (const { cursor } of client.hs.poll('events', scope, { from: 'all' })) {
      expect(cursor).toBe(odd);
      break;
    }
  });

  test('more than a page comes page by page', async () => {
    const clock = newClock();
    await using server = await serveData({ lists: { [path]: events(2500) }, clock });
    await using client = clientOn(server.url, clock);
    const sizes: number[] = [];
    for await (const { records } of client.hs.poll('events', scope, { from: 'all', once: true }))
      sizes.push(records.length);
    expect(sizes).toEqual([1000, 999, 501]);
  });

  test('filters are sent with every round', async () => {
    const clock = newClock();
    const list = [event('a', 0, { category: 'media' }), event('b', 1, { category: 'state' })];
    await using server = await serveData({ lists: { [path]: list }, clock });
    await using client = clientOn(server.url, clock);
    const poll = client.hs.poll('events', scope, { from: 'all', category: 'state' });
    expect(await take(poll, 1)).toEqual([['b']]);
    expect(poll.key).toContain('category=state');
  });
});

describe('rounds', () => {
  /** Times of the requests, in s after the start, of a poll that finds nothing. */
  async function idleTimes(rows: number, rounds: number, options: object) {
    const clock = newClock();
    const list = events(rows).map((row, i) => ({ ...row, timestamp: at(-rows + i) }));
    const times: number[] = [];
    await using server = await serveData({
      lists: { [path]: list },
      clock,
      before: () => void times.push((clock.now() - start) / 1000),
    });
    await using client = clientOn(server.url, clock);
    const stop = new AbortController();
    const reading = (async () => {
      for await (const _ of client.hs.poll('events', scope, {
        from: 'all',
        signal: stop.signal,
        ...options,
      }));
    })();
    while (times.length < rounds) await new Promise((resolve) => setTimeout(resolve, 1));
    stop.abort();
    await reading;
    return { times, requests: server.requests };
  }

  test('one request each when nothing is new', async () => {
    const { times } = await idleTimes(10, 5, {});
    expect(times.slice(0, 5)).toEqual([0, 30, 60, 90, 120]);
  });

  test('one cheap request each where the lookback fills more than a page', async () => {
    const { times, requests } = await idleTimes(2500, 9, { interval: 10_000 });
    // Three pages at first, then one request for the number in each round.
    expect(times.slice(0, 9)).toEqual([0, 0, 0, 10, 20, 30, 40, 50, 60]);
    expect(requests.slice(3, 9).map(({ query }) => query.limit)).toEqual(['1', '1', '1', '1', '1', '1']);
  });

  test('a number that stays the same is not believed for ever', async () => {
    const { requests } = await idleTimes(1500, 16, { interval: 10_000 });
    expect(requests.slice(2, 14).map(({ query }) => query.limit)).toContain('1000');
  });

  test('never overlap: a slow reader or server delays the next one', async () => {
    const clock = newClock();
    let flying = 0;
    let most = 0;
    await using server = await serveData({
      lists: { [path]: [event('a', 0)] },
      clock,
      before: () => {
        flying += 1;
        most = Math.max(most, flying);
        return undefined;
      },
    });
    await using client = clientOn(server.url, clock);
    let rounds = 0;
    for await (const _ of client.hs.poll('events', scope, { from: 'all', interval: 1000 })) {
      flying = 0;
      rounds += 1;
      if (rounds === 5) break;
      const before = server.requests.length;
      await clock.sleep(60_000);
      expect(server.requests.length).toBe(before);
      server.lists.get(path)?.push(event(`b${rounds}`, rounds));
    }
    expect(most).toBe(1);
  });

  test('are spread by a tenth', async () => {
    const clock = newClock();
    const { HyperStudy } = await import('../../src/client/hyperstudy.ts');
    const waits: number[] = [];
    for (const random of [0, 0.5, 1]) {
      await using server = await serveData({ lists: { [path]: [] }, clock });
      const sleep = async (ms: number) => {
        waits.push(ms);
        throw new Error('slept');
      };
      const hs = new HyperStudy({
        apiKey: 'hst_test_1',
        baseUrl: server.url,
        clock: { now: clock.now, sleep },
        random: () => random,
      });
      await failureOf(take(hs.poll('events', scope, { from: 'all' }), 1));
      await hs.close();
    }
    expect(waits).toEqual([27_000, 30_000, 33_000]);
  });

  test('two loops over one poll are refused', async () => {
    const clock = newClock();
    await using server = await serveData({ lists: { [path]: [event('a', 0)] }, clock });
    await using client = clientOn(server.url, clock);
    const poll = client.hs.poll('events', scope, { from: 'all' });
    for await (const _ of poll) {
      expect(await failureOf(take(poll, 1))).toMatchObject({ name: 'UsageError' });
      break;
    }
    expect(await take(poll, 1)).toEqual([['a']]);
  });
});
