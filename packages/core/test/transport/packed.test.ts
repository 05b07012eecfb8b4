import { expect, test } from 'vitest';
import { failureOf, memoryLogger, transportTo } from '../support/client.ts';
import { data, fail, type Handler, inTurn, serve } from '../support/server.ts';

const good = data([{ id: 'a' }]);
const broken: Handler = (_, response) => response.end('{"status":"success","data":[{"id":"a"');
const saysNo = fail(200, { code: 'INTERNAL', message: 'x' });

test('an answer is read when it is asked to be, with its bytes', async () => {
  await using server = await serve(good);
  const packed = await transportTo(server).fetch('/health', {});
  const { answer, bytes } = await packed();
  expect(answer).toMatchObject({ status: 200, body: { data: [{ id: 'a' }] } });
  expect(JSON.parse(bytes.toString())).toEqual(answer.body);
  expect(server.requests).toHaveLength(1);
});

test.each([
  ['broken', broken],
  ['200 that says error', saysNo],
])('one that is found out later to be no good is asked for again: %s', async (_, bad) => {
  await using server = await serve(inTurn(bad, bad, good));
  const logger = memoryLogger();
  const packed = await transportTo(server, { retry: { attempts: 3 }, logger }).fetch('/health', {});
  expect(server.requests).toHaveLength(1);
  expect((await packed()).answer.body).toMatchObject({ data: [{ id: 'a' }] });
  expect(server.requests).toHaveLength(3);
  expect(logger.lines.map((line) => /"attempt":\d/.exec(line)?.[0])).toEqual(['"attempt":2', '"attempt":3']);
});

test('and no more often than any other', async () => {
  await using server = await serve(broken);
  const packed = await transportTo(server, { retry: { attempts: 3 } }).fetch('/health', {});
  expect(await failureOf(packed())).toMatchObject({ name: 'ResponseError', status: 200 });
  expect(server.requests).toHaveLength(3);
});

test('what is refused is refused at once, and what may succeed is tried again at once', async () => {
  await using refusing = await serve(fail(403));
  expect(await failureOf(transportTo(refusing).fetch('/health', {}))).toMatchObject({ status: 403 });
  await using unsteady = await serve(inTurn(fail(503), good));
  const packed = await transportTo(unsteady).fetch('/health', {});
  expect(unsteady.requests).toHaveLength(2);
  await packed();
  expect(unsteady.requests).toHaveLength(2);
});

test('nothing is read after an abort, and nothing asked for', async () => {
  await using server = await serve(broken);
  const stop = new AbortController();
  const packed = await transportTo(server).fetch('/health', { signal: stop.signal });
  const reason = new Error('enough');
  stop.abort(reason);
  expect(await failureOf(packed())).toBe(reason);
  expect(server.requests).toHaveLength(1);
});
