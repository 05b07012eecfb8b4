import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { failureOf, transportTo } from '../support/client.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { data, fail, serve } from '../support/server.ts';

const reason = new Error('stop');

test('before anything', async () => {
  await using server = await serve(data([]));
  const signal = AbortSignal.abort(reason);
  expect(await failureOf(transportTo(server).call('/health', { signal }))).toBe(reason);
  expect(server.requests).toHaveLength(0);
});

test('while waiting for the budget', async () => {
  await using server = await serve(data([]));
  const clock = new FakeClock();
  const transport = transportTo(server, { clock });
  transport.connection.budget.pause(60_000);
  const stop = new AbortController();
  const call = failureOf(transport.call('/health', { signal: stop.signal }));
  await clock.advance(10);
  stop.abort(reason);
  expect(await call).toBe(reason);
  expect(transport.connection.budget.waiting).toBe(0);
  expect(server.requests).toHaveLength(0);
});

test('while waiting for the head of the answer, and the connection is closed', async () => {
  await using server = await serve(() => undefined);
  const stop = new AbortController();
  const call = failureOf(transportTo(server).call('/health', { signal: stop.signal }));
  while (server.requests.length === 0) await delay(1);
  stop.abort(reason);
  expect(await call).toBe(reason);
  while (server.cancelled.length === 0) await delay(1);
});

test('in the middle of the body', async () => {
  await using server = await serve((_, response) => void response.writeHead(200).write('{"data":['));
  const stop = new AbortController();
  const call = failureOf(transportTo(server).call('/health', { signal: stop.signal }));
  while (server.requests.length === 0) await delay(1);
  await delay(20);
  stop.abort(reason);
  expect(await call).toBe(reason);
});

test('in the pause between two tries', async () => {
  await using server = await serve(fail(500));
  const clock = new FakeClock();
  const stop = new AbortController();
  const transport = transportTo(server, { clock, random: () => 1 });
  const call = failureOf(transport.call('/health', { signal: stop.signal }));
  while (clock.sleeping === 0) await delay(1);
  stop.abort(reason);
  expect(await call).toBe(reason);
  expect(server.requests).toHaveLength(1);
});
