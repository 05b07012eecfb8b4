import { describe, expect, test } from 'vitest';
import { ConnectionError } from '../../src/errors/connection-error.ts';
import { RateLimitError } from '../../src/errors/rate-limit-error.ts';
import { ResponseError } from '../../src/errors/response-error.ts';
import { ServerError } from '../../src/errors/server-error.ts';
import { TimeoutError } from '../../src/errors/timeout-error.ts';
import { failureOf, memoryLogger, transportTo } from '../support/client.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { data, fail, type Handler, inTurn, serve } from '../support/server.ts';

const good = data([{ id: 'a' }]);
const html: Handler = (_, response) => {
  response.writeHead(502, { 'content-type': 'text/html' }).end('<html><h1>Bad Gateway</h1></html>');
};
const reset: Handler = (_, response) => {
  response.writeHead(200, { 'content-length': '1000' });
  response.write('{"status":"success","data":[');
  setTimeout(() => response.destroy(), 5);
};
const truncated: Handler = (_, response) => response.end('{"status":"success","data":[{"id":"a"');
const silent: Handler = () => undefined;
const slowBody: Handler = (_, response) => void response.writeHead(200).write('{"status":');

describe('what may succeed is tried again', () => {
  test.each([
    ['408', fail(408)],
    ['500', fail(500)],
    ['502 with HTML', html],
    ['503', fail(503)],
    ['504', fail(504)],
    ['a reset in the middle of the body', reset],
    ['cut-off JSON', truncated],
    ['no answer in time', silent],
    ['a body that stops in the middle', slowBody],
    ['200 that says error', data(undefined)],
  ] satisfies [string, Handler][])('%s', async (name, handler) => {
    const bad = name.startsWith('200') ? fail(200, { code: 'INTERNAL', message: 'x' }) : handler;
    await using server = await serve(inTurn(bad, good));
    const transport = transportTo(server, { timeout: bad === silent || bad === slowBody ? 150 : 10_000 });
    const answer = await transport.call('/data/events/room/r');
    expect(answer.body).toMatchObject({ data: [{ id: 'a' }] });
    expect(server.requests).toHaveLength(2);
    expect(transport.requests).toBe(2);
  });

  test.each([400, 401, 403, 404, 409, 422])('%i is final', async (status) => {
    await using server = await serve(inTurn(fail(status), good));
    await failureOf(transportTo(server).call('/health'));
    expect(server.requests).toHaveLength(1);
  });

  test('only GET is tried again', async () => {
    await using server = await serve(inTurn(fail(503), good));
    const error = await failureOf(transportTo(server).call('/x', { method: 'POST', body: { a: 1 } }));
    expect(error).toBeInstanceOf(ServerError);
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]?.headers['content-type']).toBe('application/json');
  });

  test('each try is logged', async () => {
    await using server = await serve(inTurn(fail(500), fail(500), good));
    const logger = memoryLogger();
    await transportTo(server, { logger }).call('/health');
    expect(logger.lines.filter((line) => line.includes('Trying again'))).toHaveLength(2);
  });
});

describe('tries are bounded', () => {
  test.each([
    [ServerError, fail(500)],
    [ResponseError, truncated],
    [TimeoutError, silent],
    [ConnectionError, reset],
  ])('by number: %o', async (type, handler) => {
    await using server = await serve(handler);
    const transport = transportTo(server, {
      timeout: handler === silent ? 100 : 10_000,
      retry: { attempts: 3 },
    });
    expect(await failureOf(transport.call('/health'))).toBeInstanceOf(type);
    expect(server.requests).toHaveLength(3);
  });

  test('by time, with pauses that grow and are jittered', async () => {
    await using server = await serve(fail(500));
    const clock = new FakeClock();
    const start = clock.now();
    using _ = clock.run();
    const retry = { attempts: 1000, deadline: 60_000 };
    const error = await failureOf(transportTo(server, { clock, random: () => 0.5, retry }).call('/health'));
    expect(error).toBeInstanceOf(ServerError);
    // 0.25 + 0.5 + 1 + 2 + 4 + 8 + 10 + 10 + 10 + 10 s: one more pause would pass the minute.
    expect(server.requests).toHaveLength(11);
    expect(clock.now() - start).toBe(55_750);
  });

  test('waiting for the budget does not use up the time for tries', async () => {
    await using server = await serve(inTurn(fail(500), good));
    const clock = new FakeClock();
    using _ = clock.run();
    const transport = transportTo(server, { clock, retry: { deadline: 10_000 } });
    transport.connection.budget.pause(3_600_000);
    expect((await transport.call('/health')).status).toBe(200);
  });
});

describe('429', () => {
  async function waitFor(retryAfter: string | undefined, date?: string): Promise<number> {
    const headers: Record<string, string> = {};
    if (retryAfter !== undefined) headers['retry-after'] = retryAfter;
    if (date !== undefined) headers.date = date;
    await using server = await serve(inTurn(fail(429, { code: 'RATE_LIMIT_EXCEEDED' }, headers), good));
    const clock = new FakeClock();
    const start = clock.now();
    using _ = clock.run();
    const transport = transportTo(server, { clock, retry: { attempts: 1 } });
    await transport.call('/health');
    expect(server.requests).toHaveLength(2);
    return clock.now() - start;
  }
  const at = (ms: number) => new Date(new FakeClock().now() + ms).toUTCString();

  test('seconds are waited in full, and cost no try', async () => {
    expect(await waitFor('7')).toBe(7000);
  });
  test('a date is waited for', async () => {
    const waited = await waitFor(at(30_000), at(0));
    expect(waited).toBeGreaterThanOrEqual(30_000);
    expect(waited).toBeLessThanOrEqual(31_000);
  });
  test("a date is read by the server's clock, not by ours", async () => {
    // The server is an hour behind: by our clock the date is long past.
    const waited = await waitFor(at(-3_570_000), at(-3_600_000));
    expect(waited).toBeGreaterThanOrEqual(30_000);
    expect(waited).toBeLessThanOrEqual(31_000);
  });
  test.each([undefined, '', 'soon'])('missing or unreadable (%s): a minute', async (header) => {
    expect(await waitFor(header)).toBe(60_000);
  });
  test.each(['0', '-5'])('%s still waits a second, so that no loop gets hot', async (header) => {
    expect(await waitFor(header)).toBe(1000);
  });

  test('holds back everything that uses the key', async () => {
    await using server = await serve(inTurn(fail(429, {}, { 'retry-after': '10' }), good));
    const clock = new FakeClock();
    const start = clock.now();
    const transport = transportTo(server, { clock });
    const first = transport.call('/data/events/room/r');
    while (clock.sleeping === 0) await clock.advance(0);
    const second = transport.call('/data/chat/room/r');
    await clock.advance(9_999);
    expect(server.requests).toHaveLength(1);
    using _ = clock.run();
    await Promise.all([first, second]);
    expect(clock.now() - start).toBe(10_000);
  });

  test('longer than allowed: an error that says so', async () => {
    await using server = await serve(fail(429, {}, { 'retry-after': '999999' }));
    const transport = transportTo(server);
    const error = await failureOf(transport.call('/health'));
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({ retryAfter: 999_999_000, remedy: 'wait' });
    // The next one is refused too, and doesn't wait for eleven days.
    expect(await failureOf(transport.call('/health'))).toBeInstanceOf(RateLimitError);
  });

  test('for ever: gives up', async () => {
    await using server = await serve(fail(429, {}, { 'retry-after': '1' }));
    const clock = new FakeClock();
    using _ = clock.run();
    expect(await failureOf(transportTo(server, { clock }).call('/health'))).toBeInstanceOf(RateLimitError);
    expect(server.requests.length).toBeLessThan(30);
  });
});

test('503 with Retry-After waits that long', async () => {
  await using server = await serve(inTurn(fail(503, {}, { 'retry-after': '20' }), good));
  const clock = new FakeClock();
  const start = clock.now();
  using _ = clock.run();
  await transportTo(server, { clock }).call('/health');
  expect(clock.now() - start).toBe(20_000);
});
