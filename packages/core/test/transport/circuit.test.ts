import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { ConnectionError } from '../../src/errors/connection-error.ts';
import { failureOf, transportTo } from '../support/client.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { data, serve } from '../support/server.ts';

/** A port where nothing listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test('a host that is down fails a run of many requests in bounded time, with words', async () => {
  const clock = new FakeClock();
  const start = clock.now();
  using _ = clock.run();
  const transport = transportTo(
    { url: `http://127.0.0.1:${await closedPort()}/api/v3` },
    { clock, random: () => 1 },
  );
  const errors = [];
  for (let i = 0; i < 200; i += 1) errors.push(await failureOf(transport.call('/health')));
  expect(transport.requests).toBe(24);
  expect(clock.now() - start).toBeLessThan(5 * 60_000);
  expect(errors.every((error) => error instanceof ConnectionError)).toBe(true);
  expect(String(errors.at(0))).toContain('connection refused');
  expect(errors.at(-1)).toMatchObject({ code: 'HOST_DOWN' });
  expect(String(errors.at(-1))).toContain('24 requests in a row failed');
});

test('a host that came back is used again', async () => {
  const port = await closedPort();
  const clock = new FakeClock();
  const retry = { attempts: 30, longestPause: 0 };
  const transport = transportTo({ url: `http://127.0.0.1:${port}/api/v3` }, { clock, retry });
  using _ = clock.run();
  expect(await failureOf(transport.call('/health'))).toMatchObject({ code: 'HOST_DOWN' });
  const server = createServer((__, response) => response.end('{"status":"success"}'));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  try {
    expect(await failureOf(transport.call('/health'))).toMatchObject({ code: 'HOST_DOWN' });
    clock.jump(60_000);
    expect((await transport.call('/health')).status).toBe(200);
    expect((await transport.call('/health')).status).toBe(200);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

test('requests that were called off do not count as failures', async () => {
  let answer = false;
  await using server = await serve((request, response) => {
    if (answer) data([])(request, response);
  });
  const transport = transportTo(server);
  for (let i = 0; i < 30; i += 1) {
    const stop = new AbortController();
    const call = failureOf(transport.call('/health', { signal: stop.signal }));
    while (server.requests.length <= i) await new Promise((resolve) => setTimeout(resolve, 1));
    stop.abort();
    await call;
  }
  answer = true;
  expect((await transport.call('/health')).status).toBe(200);
});
