import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HyperStudy } from '../../src/client/hyperstudy.ts';
import { failureOf, memoryLogger, testKey } from '../support/client.ts';
import { type DataServer, events, serveData } from '../support/data-server.ts';

const path = '/data/events/room/r';
let server: DataServer;
let hs: HyperStudy;
beforeEach(async () => {
  server = await serveData({ lists: { [path]: events(2500) } });
  hs = new HyperStudy({ apiKey: testKey, baseUrl: server.url });
});
afterEach(async () => {
  await hs.close();
  await server[Symbol.asyncDispose]();
});

describe('a query', () => {
  test('asks for nothing until it is used', async () => {
    hs.events({ room: 'r' });
    await delay(10);
    expect(server.requests).toHaveLength(0);
  });

  test('awaited: all records', async () => {
    const rows = await hs.events({ room: 'r' });
    expect(rows).toHaveLength(2500);
    expect(rows[1]).toEqual({ id: 'evt_1', timestamp: '2026-03-11T15:00:01.000Z' });
  });

  test('awaited twice: read twice', async () => {
    const query = hs.events({ room: 'r' }, { limit: 5 });
    expect(await query).toEqual(await query);
    expect(server.requests).toHaveLength(2);
  });

  test('iterated: one by one, in order', async () => {
    let count = 0;
    for await (const event of hs.events({ room: 'r' })) {
      expect(event.id).toBe(`evt_${count}`);
      count += 1;
    }
    expect(count).toBe(2500);
  });

  test('page by page, with the total for progress', async () => {
    const pages = [];
    for await (const { records, total } of hs.events({ room: 'r' }).pages())
      pages.push([records.length, total]);
    expect(pages).toEqual([
      [1000, 2500],
      [999, 2500],
      [501, 2500],
    ]);
  });

  test('first: one request for one record', async () => {
    expect(await hs.events({ room: 'r' }).first()).toMatchObject({ id: 'evt_0' });
    expect(server.requests.map(({ query }) => query.limit)).toEqual(['1']);
    server.lists.set(path, []);
    expect(await hs.events({ room: 'r' }).first()).toBeUndefined();
  });

  test('count: one request, and never more than the limit', async () => {
    expect(await hs.events({ room: 'r' }).count()).toBe(2500);
    expect(await hs.events({ room: 'r' }, { limit: 7 }).count()).toBe(7);
    expect(server.requests).toHaveLength(2);
  });

  test.each([1, 999, 1000, 1001, 2499, 2500, 9999])('limit %i', async (limit) => {
    const query = hs.events({ room: 'r' }, { limit });
    expect(await query).toHaveLength(Math.min(limit, 2500));
    expect(query.report).toMatchObject({ complete: true, delivered: Math.min(limit, 2500) });
    expect(server.requests.length).toBe(limit <= 1000 ? 1 : limit <= 1999 ? 2 : 3);
  });

  test('pageSize, sort and order are sent; ascending by time is the default', async () => {
    await hs.events({ room: 'r' }, { limit: 3, pageSize: 2 });
    expect(server.requests[0]?.query).toMatchObject({
      limit: '2',
      offset: '0',
      sort: 'timestamp',
      order: 'asc',
    });
    const rows = await hs.events({ room: 'r' }, { limit: 2, sort: 'onset', order: 'desc' });
    expect(server.requests.at(-1)?.query).toMatchObject({ sort: 'onset', order: 'desc' });
    expect(rows).toHaveLength(2);
  });

  test('the report says what was found', async () => {
    const query = hs.events({ room: 'r' });
    await query;
    expect(query.report).toMatchObject({
      complete: true,
      problems: [],
      pages: 3,
      totalBefore: 2500,
      totalAfter: 2500,
      read: 2500,
      delivered: 2500,
      duplicates: 0,
      conflicts: 0,
      filtered: 0,
      shifts: 0,
      warnings: [],
    });
  });

  test('leaving early calls off what is under way', async () => {
    await using slow = await serveData({
      lists: { [path]: events(5000) },
      before: (request) => (Number(request.query.offset) > 500 ? () => undefined : undefined),
    });
    const client = new HyperStudy({ apiKey: testKey, baseUrl: slow.url });
    for await (const _ of client.events({ room: 'r' }, { pageSize: 200, concurrency: 4 }).pages()) {
      if (slow.requests.length > 1) break;
    }
    while (slow.cancelled.length === 0) await delay(1);
    await client.close();
  });

  test('a signal ends it with its reason, wherever it is', async () => {
    const stop = new AbortController();
    const reason = new Error('enough');
    const seen: string[] = [];
    const reading = (async () => {
      for await (const event of hs.events({ room: 'r' }, { signal: stop.signal, pageSize: 100 })) {
        seen.push(event.id);
        if (seen.length === 150) stop.abort(reason);
      }
    })();
    expect(await failureOf(reading)).toBe(reason);
    expect(seen.length).toBeLessThan(500);
  });
});

describe('a result that is not complete', () => {
  const promised = { pagination: { total: 9, hasMore: false } };

  test('is returned, and a warning is logged', async () => {
    await using odd = await serveData({ lists: { [path]: events(3) }, metadata: promised });
    const logger = memoryLogger();
    const client = new HyperStudy({ apiKey: testKey, baseUrl: odd.url, logger });
    const query = client.events({ room: 'r' });
    expect(await query).toHaveLength(3);
    expect(query.report.complete).toBe(false);
    expect(logger.lines.join()).toMatch(/warn .*not be complete.*counts 9 rows but sent 3/);
    await client.close();
  });

  test.each([
    ['counts differ', promised, {}, /counts 9 rows/],
    ['the server warns', { _warnings: ['MISSING_INDEX: some'] }, {}, /MISSING_INDEX/],
    ['a field is new', {}, { mood: 5 }, /mood/],
    ['a field has another type', {}, { onset: 'late' }, /onset is string/],
    ['a field is missing', {}, { timestamp: undefined }, /missing: timestamp/],
  ])('strict fails where %s, after handing on every record', async (_, metadata, fields, words) => {
    await using odd = await serveData({ lists: { [path]: events(3, fields) }, metadata });
    const client = new HyperStudy({ apiKey: testKey, baseUrl: odd.url });
    const rows: unknown[] = [];
    const error = await failureOf(
      (async () => {
        for await (const event of client.events({ room: 'r' }, { strict: true })) rows.push(event);
      })(),
    );
    expect(error).toMatchObject({ name: 'IntegrityError', remedy: 'report' });
    expect(String(error)).toMatch(words);
    expect(rows).toHaveLength(3);
    expect(await failureOf(client.events({ room: 'r' }, { strict: true }))).toMatchObject({
      name: 'IntegrityError',
    });
    expect(await client.events({ room: 'r' }, { strict: false })).toHaveLength(3);
    await client.close();
  });

  test('strict is content with a good one', async () => {
    expect(await hs.events({ room: 'r' }, { strict: true })).toHaveLength(2500);
  });
});
