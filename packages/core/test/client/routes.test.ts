import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HyperStudy } from '../../src/client/hyperstudy.ts';
import type { ScopeKind } from '../../src/data-types/define.ts';
import { filters } from '../../src/data-types/filters.ts';
import type { Scope } from '../../src/data-types/scope.ts';
import { dataType, dataTypeNames } from '../../src/data-types/types.ts';
import { failureOf, testKey } from '../support/client.ts';
import { json, serve, type TestServer } from '../support/server.ts';

let server: TestServer;
let hs: HyperStudy;
let body: unknown;
beforeAll(async () => {
  server = await serve((_, response) => json(response, body));
  hs = new HyperStudy({ apiKey: testKey, baseUrl: server.url });
});
afterAll(async () => {
  await hs.close();
  await server[Symbol.asyncDispose]();
});

/** What a call asks for, given an answer. */
async function asked(call: () => PromiseLike<unknown>, answer: unknown = { status: 'success', data: [] }) {
  body = answer;
  server.requests.length = 0;
  const result = await call();
  const [request] = server.requests;
  return { method: request?.method, path: request?.path, query: request?.query, result };
}

// Ids that would lead elsewhere if they were not encoded.
const scopes: Readonly<Record<ScopeKind, { scope: Scope; path: string; query: object }>> = {
  experiment: { scope: { experiment: 'exp/1 ä' }, path: 'experiment/exp%2F1%20%C3%A4', query: {} },
  room: { scope: { room: 'a?b=c#d' }, path: 'room/a%3Fb%3Dc%23d', query: {} },
  participant: {
    scope: { participant: 'u%2e', room: 'r&x=1' },
    path: 'participant/u%252e',
    query: { roomId: 'r&x=1' },
  },
};

const rows = dataTypeNames.flatMap((name) =>
  dataType(name).scopes.map((kind) => ({ name, kind, ...scopes[kind], definition: dataType(name) })),
);

describe('every data type at every scope it exists at', () => {
  test.each(rows)('$name by $kind', async ({ name, definition, scope, path, query }) => {
    const read = () => hs.records(name, scope);
    const call = await asked(read);
    const paging = definition.paged ? { limit: '1000', offset: '0', order: 'asc' } : {};
    const [view] = definition.view ?? [];
    expect(call).toEqual({
      method: 'GET',
      path: `/data/${definition.path}/${path}`,
      query: {
        ...paging,
        ...(definition.paged || definition.pageSize === null ? {} : { limit: String(definition.pageSize) }),
        ...(definition.sort === null ? {} : { sort: definition.sort }),
        ...(view === undefined ? {} : { category: view.category }),
        ...query,
      },
      result: [],
    });
  });

  test.each(dataTypeNames.filter((name) => dataType(name).filters.length > 0))(
    'filters of %s',
    async (name) => {
      const definition = dataType(name);
      const values = { time: '2026-03-11T15:00:00.000Z', text: 'x y', ms: 500, flag: true };
      const wanted = definition.filters.filter((filter) => filter !== 'end');
      const query = Object.fromEntries(wanted.map((filter) => [filter, values[filters[filter].kind]]));
      const kind = definition.scopes[0] ?? 'room';
      const call = await asked(() => hs.records(name, scopes[kind].scope, query));
      for (const filter of wanted) {
        const { param, kind: type } = filters[filter];
        // A view has its own category.
        expect(call.query).toHaveProperty(param, String(values[type]));
      }
    },
  );
});

test('ratings by kind', async () => {
  expect(await asked(() => hs.ratings({ room: 'r' }))).toMatchObject({
    path: '/data/ratings/continuous/room/r',
  });
  expect(await asked(() => hs.ratings({ room: 'r' }, { kind: 'sparse' }))).toMatchObject({
    path: '/data/ratings/sparse/room/r',
  });
});

const one = { id: 'x' };
const single: [string, () => PromiseLike<unknown>, string, object][] = [
  [
    'counts',
    () => hs.counts({ participant: 'u/1', room: 'r' }),
    '/data/counts/participant/u%2F1',
    { roomId: 'r' },
  ],
  [
    'agentDecision',
    () => hs.agentDecision({ room: 'r/1', decision: 'u_1/2' }),
    '/data/agent-decisions/room/r%2F1/decision/u_1%2F2',
    {},
  ],
  ['experiments.get', () => hs.experiments.get('e/1'), '/experiments/e%2F1', {}],
  ['experiments.config', () => hs.experiments.config('e'), '/experiments/e/config', {}],
  ['experiments.export', () => hs.experiments.export('e'), '/experiments/e/export', {}],
  ['deployments.get', () => hs.deployments.get('d/1'), '/deployments/d%2F1', {}],
];

describe('one thing', () => {
  test.each(single)('%s, as an object or as an array of one', async (_, call, path, query) => {
    for (const data of [one, [one]]) {
      expect(await asked(call, { status: 'success', data })).toEqual({
        method: 'GET',
        path,
        query,
        result: one,
      });
    }
  });

  test.each(single)('%s that is not there', async (_, call) => {
    for (const answer of [
      { status: 'success' },
      { data: null },
      { data: [] },
      { data: [null] },
      { data: 7 },
      undefined,
    ]) {
      expect(await failureOf(asked(call, answer ?? null))).toMatchObject({ name: 'NotFoundError' });
    }
  });

  test.each([
    { status: 'success', data: { canView: true, canExport: false } },
    { status: 'success', data: [{ canView: true, canExport: false }] },
    { canView: true, canExport: false },
  ])('access, in any of its forms', async (answer) => {
    const call = await asked(() => hs.access({ experiment: 'e/1' }), answer);
    expect(call.path).toBe('/data/check-access/experiment/e%2F1');
    expect(call.result).toMatchObject({ canView: true, canExport: false });
  });

  test('health', async () => {
    const answer = { status: 'healthy', version: '3.0.0' };
    expect(await asked(() => hs.health(), answer)).toMatchObject({ path: '/health', result: answer });
  });

  test('anything else', async () => {
    const call = await asked(() =>
      hs.request('/personas', { method: 'POST', body: { a: 1 }, query: { b: 2 } }),
    );
    expect(call).toMatchObject({
      method: 'POST',
      path: '/personas',
      query: { b: '2' },
      result: { status: 200 },
    });
  });
});

describe('lists', () => {
  test('experiments: by pages of 50', async () => {
    const call = await asked(() => hs.experiments.list({ search: 'film', summary: true }));
    expect(call).toMatchObject({
      path: '/experiments',
      query: { search: 'film', view: 'summary', limit: '50', offset: '0' },
      result: [],
    });
  });

  test('experiments: never more than 50 per request, each once', async () => {
    const all = Array.from({ length: 120 }, (_, i) => ({ id: `e${i}` }));
    await using lists = await serve(({ query }, response) => {
      const offset = Number(query.offset);
      const data = all.slice(offset, offset + Number(query.limit));
      const pagination = { total: 120, hasMore: offset + data.length < 120 };
      json(response, { status: 'success', data, metadata: { pagination } });
    });
    const client = new HyperStudy({ apiKey: testKey, baseUrl: lists.url });
    const query = client.experiments.list();
    expect((await query).map(({ id }) => id)).toEqual(all.map(({ id }) => id));
    expect(lists.requests.map(({ query: { limit } }) => limit)).toEqual(['50', '50', '50']);
    expect(await client.experiments.list({ limit: 60 })).toHaveLength(60);
    expect(await client.experiments.list({ limit: 60 }).count()).toBe(60);
    const first = client.experiments.list();
    expect(await first.first()).toEqual({ id: 'e0' });
    expect(first.report.complete).toBe(true);
    await client.close();
  });

  test.each([
    ['shared experiments', () => hs.experiments.shared(), '/experiments/shared', {}],
    [
      'deployments',
      () => hs.deployments.list({ experiment: 'e', status: 'active' }),
      '/deployments',
      { experimentId: 'e', status: 'active' },
    ],
    ['sessions', () => hs.deployments.sessions('d/1'), '/deployments/d%2F1/sessions', {}],
  ] as const)('%s: one request, in an envelope or bare', async (_, call, path, query) => {
    for (const answer of [{ status: 'success', data: [one] }, [one]]) {
      const found = await asked(call, answer);
      expect(found).toEqual({ method: 'GET', path, query, result: [one] });
      expect(server.requests).toHaveLength(1);
    }
  });

  test('a list that leaves the last of it out says so', async () => {
    body = { status: 'success', data: [one], metadata: { total: 5 } };
    const query = hs.deployments.list();
    await query;
    expect(query.report.complete).toBe(false);
  });
});

test('a scope of the wrong kind is a clear error', () => {
  // @ts-expect-error: counts are asked for by participant
  return expect(hs.counts({ room: 'r' })).rejects.toMatchObject({ name: 'UsageError' });
});
