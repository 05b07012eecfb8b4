import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Lookahead } from '../../src/paging/lookahead.ts';
import type { FetchPage } from '../../src/paging/page.ts';
import { readPages } from '../../src/paging/read-pages.ts';
import { rowKey } from '../../src/paging/row-key.ts';
import { failureOf } from '../support/client.ts';

/** Answers when told to; keeps what was called off. */
function slowServer(total: number) {
  const asked: number[] = [];
  const cancelled: number[] = [];
  let most = 0;
  let flying = 0;
  const fetchPage: FetchPage = async (offset, limit, signal) => {
    asked.push(offset);
    flying += 1;
    most = Math.max(most, flying);
    signal?.addEventListener('abort', () => cancelled.push(offset));
    await turn();
    flying -= 1;
    const rows = Array.from({ length: Math.min(limit, total - offset) }, (_, i) => ({
      id: `r${offset + i}`,
    }));
    return { rows, pagination: { total, hasMore: offset + rows.length < total }, warnings: [] };
  };
  return { fetchPage, asked, cancelled, most: () => most };
}

const keyOf = rowKey(['id']);

test.each([1, 3, 8])(
  'never more than %i at once, and that many where there is enough to do',
  async (concurrency) => {
    const server = slowServer(200);
    for await (const _ of readPages({ fetchPage: server.fetchPage, keyOf, pageSize: 10, concurrency }));
    expect(server.most()).toBe(concurrency);
  },
);

test('an early end calls off what is under way', async () => {
  const server = slowServer(200);
  for await (const _ of readPages({ fetchPage: server.fetchPage, keyOf, pageSize: 10, concurrency: 5 })) {
    if (server.asked.length > 3) break;
  }
  await turn();
  expect(server.cancelled.length).toBeGreaterThan(2);
});

test('a slow reader holds the server back', async () => {
  const server = slowServer(1000);
  const pages = readPages({ fetchPage: server.fetchPage, keyOf, pageSize: 10, concurrency: 4 });
  await pages.next();
  for (let i = 0; i < 50; i += 1) await turn();
  expect(server.asked.length).toBeLessThanOrEqual(5);
  await pages.return();
});

test('a failed page fails the reading, once', async () => {
  let requests = 0;
  const fetchPage: FetchPage = async (offset, limit, signal) => {
    requests += 1;
    if (offset > 20) throw new Error('broken');
    return slowServer(200).fetchPage(offset, limit, signal);
  };
  const error = await failureOf(
    (async () => {
      for await (const _ of readPages({ fetchPage, keyOf, pageSize: 10, concurrency: 4 }));
    })(),
  );
  expect(String(error)).toContain('broken');
  expect(requests).toBeLessThan(9);
});

test('a signal calls off every page with its reason, and is let go at the end', async () => {
  const stop = new AbortController();
  const reasons: unknown[] = [];
  const ahead = new Lookahead((_, __, signal) => {
    signal?.addEventListener('abort', () => reasons.push(signal.reason));
    return new Promise(() => undefined);
  }, stop.signal);
  ahead.want([
    { offset: 0, limit: 1 },
    { offset: 1, limit: 1 },
  ]);
  const reason = new Error('enough');
  stop.abort(reason);
  expect(reasons).toEqual([reason, reason]);
  ahead.close();
  expect(reasons).toHaveLength(4 - 2);
});

test('a page that came early is unpacked when it is taken, and not if it is called off', async () => {
  const unpacked: number[] = [];
  const ahead = new Lookahead(
    async (offset) => async () => {
      unpacked.push(offset);
      return { rows: [{ offset }], pagination: {}, warnings: [] };
    },
    undefined,
  );
  ahead.want([0, 10, 20].map((offset) => ({ offset, limit: 10 })));
  await turn();
  expect(unpacked).toEqual([]);
  expect((await ahead.take(0)).rows).toEqual([{ offset: 0 }]);
  expect(unpacked).toEqual([0]);
  await ahead.take(10);
  expect(unpacked).toEqual([0, 10]);
  ahead.close();
  await turn();
  expect(unpacked).toEqual([0, 10]);
});

test('what is under way is kept as long as it is wanted, and asked for once', async () => {
  const asked: string[] = [];
  const off: string[] = [];
  const ahead = new Lookahead(async (offset, limit, signal) => {
    asked.push(`${offset}+${limit}`);
    signal?.addEventListener('abort', () => off.push(`${offset}+${limit}`));
    return { rows: [], pagination: {}, warnings: [] };
  }, undefined);
  const want = (...pages: [number, number][]) =>
    ahead.want(pages.map(([offset, limit]) => ({ offset, limit })));
  want([0, 10], [10, 10], [20, 10]);
  want([10, 10], [20, 11], [30, 10]);
  expect(asked).toEqual(['0+10', '10+10', '20+10', '20+11', '30+10']);
  expect(off).toEqual(['0+10', '20+10']);
  expect(ahead.size).toBe(3);
  await ahead.take(10);
  await expect(ahead.take(10)).rejects.toThrow('No page was asked for at 10.');
  expect(ahead.size).toBe(2);
});
