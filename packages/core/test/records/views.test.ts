import { describe, expect, test } from 'vitest';
import { HyperStudy } from '../../src/client/hyperstudy.ts';
import { testKey } from '../support/client.ts';
import { type DataServer, events, serveData } from '../support/data-server.ts';

const path = '/data/events/room/r';
const event = (id: string, category: string, eventType?: string | null) => ({
  id,
  category,
  eventType,
  timestamp: `2026-03-11T15:00:00.${id.padStart(3, '0')}Z`,
});

async function withClient<T>(server: DataServer, use: (hs: HyperStudy) => Promise<T>): Promise<T> {
  const hs = new HyperStudy({ apiKey: testKey, baseUrl: server.url });
  try {
    return await use(hs);
  } finally {
    await hs.close();
  }
}

describe('questionnaire', () => {
  test('of both categories: rooms of different releases may be in one study', async () => {
    await using server = await serveData({
      lists: {
        [path]: [
          event('1', 'questionnaire', 'questionnaire.response'),
          event('2', 'post_experiment', 'questionnaire.response'),
        ],
      },
    });
    await withClient(server, async (hs) => {
      expect((await hs.questionnaire({ room: 'r' })).map(({ id }) => id)).toEqual(['1', '2']);
      expect(server.requests.map(({ query }) => query.category)).toEqual([
        'questionnaire',
        'post_experiment',
      ]);
    });
  });

  test('of post_experiment by the start of the event type', async () => {
    const list = [
      event('1', 'post_experiment', 'questionnaire.response'),
      event('2', 'post_experiment', 'debriefing.shown'),
      event('3', 'post_experiment', null),
      event('4', 'post_experiment', 'questionnaire.completed'),
    ];
    await using server = await serveData({ lists: { [path]: list } });
    await withClient(server, async (hs) => {
      const query = hs.questionnaire({ room: 'r' });
      expect((await query).map(({ id }) => id)).toEqual(['1', '4']);
      expect(query.report).toMatchObject({
        complete: true,
        delivered: 2,
        filtered: 2,
        read: 4,
        totalAfter: 4,
      });
      expect(await hs.questionnaire({ room: 'r' }).count()).toBe(2);
      expect(await hs.questionnaire({ room: 'r' }, { limit: 1 })).toHaveLength(1);
    });
  });

  test('a part of several pages is complete: what was left out is not missing', async () => {
    const list = Array.from({ length: 25 }, (_, i) =>
      event(String(i), 'post_experiment', i % 2 === 0 ? 'questionnaire.response' : 'debriefing.shown'),
    );
    await using server = await serveData({ lists: { [path]: list } });
    await withClient(server, async (hs) => {
      const query = hs.questionnaire({ room: 'r' }, { pageSize: 5 });
      expect(await query).toHaveLength(13);
      expect(query.report).toMatchObject({
        complete: true,
        problems: [],
        delivered: 13,
        filtered: 12,
        duplicates: 0,
        read: 25,
      });
    });
  });

  test('none at all is an empty, complete list', async () => {
    await using server = await serveData({ lists: { [path]: events(3, { category: 'state' }) } });
    await withClient(server, async (hs) => {
      const query = hs.questionnaire({ room: 'r' });
      expect(await query).toEqual([]);
      expect(query.report.complete).toBe(true);
    });
  });
});

describe('consent and instructions', () => {
  const list = [
    event('1', 'pre_experiment', null),
    event('2', 'pre_experiment', undefined),
    event('3', 'pre_experiment', 'instructions.page_view'),
    event('4', 'pre_experiment', 'consent.accepted'),
    event('5', 'pre_experiment', 'instructions.completed'),
    event('6', 'pre_experiment', 'consented'),
  ];
  test('are told apart by the start of the event type; events without one belong to neither', async () => {
    await using server = await serveData({ lists: { [path]: list } });
    await withClient(server, async (hs) => {
      expect((await hs.consent({ room: 'r' })).map(({ id }) => id)).toEqual(['4']);
      expect((await hs.instructions({ room: 'r' })).map(({ id }) => id)).toEqual(['3', '5']);
    });
  });
  test('first reads by whole pages, not event by event', async () => {
    const many = [
      ...events(800, { category: 'pre_experiment', eventType: 'instructions.page_view' }),
      { ...event('9', 'pre_experiment', 'consent.accepted'), timestamp: '2026-03-12T00:00:00Z' },
    ];
    await using server = await serveData({ lists: { [path]: many } });
    await withClient(server, async (hs) => {
      expect(await hs.consent({ room: 'r' }).first()).toMatchObject({ id: '9' });
      expect(server.requests).toHaveLength(1);
    });
  });
});

describe('older names', () => {
  test('stand beside the current ones, and count as keys', async () => {
    const list = [
      { eventId: 'a', sessionId: 'r', timestamp: '2026-03-11T15:00:00Z' },
      { eventId: 'a', sessionId: 'r', timestamp: '2026-03-11T15:00:00Z' },
      { id: 'b', roomId: 'r', timestamp: '2026-03-11T15:00:01Z' },
    ];
    await using server = await serveData({ lists: { [path]: list } });
    await withClient(server, async (hs) => {
      const query = hs.events({ room: 'r' });
      expect(await query).toEqual([
        { id: 'a', eventId: 'a', roomId: 'r', sessionId: 'r', timestamp: '2026-03-11T15:00:00Z' },
        { id: 'b', roomId: 'r', timestamp: '2026-03-11T15:00:01Z' },
      ]);
      expect(query.report).toMatchObject({ duplicates: 1, complete: true });
      expect(query.report.drift).toMatchObject({ unknown: {}, missing: {} });
    });
  });
});

describe('lists that come in one piece', () => {
  const variables = '/data/variables/room/r';
  const decisions = '/data/agent-decisions/experiment/e';

  test('are asked for without limit and offset', async () => {
    await using server = await serveData({ lists: { [variables]: [] } });
    await withClient(server, async (hs) => {
      await hs.variables({ room: 'r' });
      expect(server.requests[0]?.query).toEqual({});
    });
  });

  test('two writes that are the same are two', async () => {
    const write = { variable: 'a', value: 1 };
    await using server = await serveData({ lists: { [variables]: [write, write] } });
    await withClient(server, async (hs) => expect(await hs.variables({ room: 'r' })).toHaveLength(2));
  });

  test('dropped writes are warned of', async () => {
    const metadata = { droppedWrites: [{ variable: 'a', reason: 'type' }] };
    await using server = await serveData({ lists: { [variables]: [] }, metadata });
    await withClient(server, async (hs) => {
      const query = hs.variables({ room: 'r' });
      await query;
      expect(query.report.warnings).toEqual(['DROPPED_WRITES: 1 writes to variables were lost']);
    });
  });

  test('cut off at a cap: asked for again with a larger one, and said if that does not help', async () => {
    const rows = Array.from({ length: 3 }, (_, i) => ({ id: `d${i}`, roomId: 'r' }));
    await using server = await serveData({ lists: { [decisions]: rows }, metadata: { truncated: true } });
    await withClient(server, async (hs) => {
      const query = hs.agentDecisions({ experiment: 'e' });
      expect(await query).toHaveLength(3);
      expect(query.report.complete).toBe(false);
      expect(query.report.problems.join()).toContain('room by room');
      expect(server.requests.map(({ query: { limit } }) => limit)).toEqual(['5000', '50000']);
    });
  });

  test('more than was sent is said', async () => {
    const metadata = { pagination: { total: 7, hasMore: true } };
    await using server = await serveData({
      lists: { '/data/agent-runs/experiment/e': [{ id: 'a' }] },
      metadata,
    });
    await withClient(server, async (hs) => {
      const query = hs.agentRuns({ experiment: 'e' });
      await query;
      expect(query.report.complete).toBe(false);
    });
  });

  test('rooms: exactly at the cap counts as cut off', async () => {
    const rooms = Array.from({ length: 5000 }, (_, i) => ({ id: `room_${i}` }));
    await using server = await serveData({ lists: { '/data/rooms/experiment/e': rooms } });
    await withClient(server, async (hs) => {
      const query = hs.rooms({ experiment: 'e' });
      expect(await query).toHaveLength(5000);
      expect(query.report.problems.join()).toContain('deployment by deployment');
      server.lists.set('/data/rooms/experiment/e', rooms.slice(1));
      await query;
      expect(query.report.complete).toBe(true);
    });
  });
});

test('an answer without a list of records is no complete one', async () => {
  await using server = await serveData({
    lists: {},
    before: () => (_, response) => response.end('{"status":"success"}'),
  });
  await withClient(server, async (hs) => {
    const query = hs.events({ room: 'r' });
    expect(await query).toEqual([]);
    expect(query.report.complete).toBe(false);
    expect(query.report.problems.join()).toContain('without a list of records');
  });
});

test('reading can begin where an earlier reading came to, and says when that place moved', async () => {
  await using server = await serveData({ lists: { [path]: events(30) } });
  await withClient(server, async (hs) => {
    const from = (offset: number, id: string) =>
      hs.events({ room: 'r' }, { offset, pageSize: 5, expectFirst: (event) => event.id === id });
    const query = from(20, 'evt_20');
    expect((await query).map(({ id }) => id)).toEqual(
      events(30)
        .slice(20)
        .map(({ id }) => id),
    );
    expect(query.report).toMatchObject({ complete: true, duplicates: 0, read: 30 });
    await expect(from(20, 'evt_19').toArray()).rejects.toMatchObject({ name: 'MovedError' });
    await expect(from(99, 'evt_99').toArray()).rejects.toMatchObject({ name: 'MovedError' });
  });
});
