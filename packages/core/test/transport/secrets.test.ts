import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { HyperStudy } from '../../src/client/hyperstudy.ts';
import { connect } from '../../src/transport/connection.ts';
import { failureOf, memoryLogger, testKey, transportTo } from '../support/client.ts';
import { type Handler, inTurn, json, serve } from '../support/server.ts';

const signature = 'c0ffee15dead';
const signed = `https://storage.example.com/b/o.mp4?X-Goog-Date=1&X-Goog-Signature=${signature}`;
const escaped = signed.replaceAll('&', String.raw`\u0026`);
const planted = `key ${testKey} (${testKey.toLowerCase()}) at ${signed} or ${escaped} or ${encodeURIComponent(signed)}`;

function expectClean(text: string): void {
  expect(text.toLowerCase()).not.toContain(testKey.toLowerCase());
  expect(text).not.toContain(Buffer.from(testKey).toString('base64'));
  expect(text).not.toContain(signature);
}

const answers: [string, number, unknown][] = [
  ['message', 500, { status: 'error', error: { code: planted, message: planted } }],
  ['text', 500, { error: planted }],
  ['details', 400, { error: { message: 'm', details: { [planted]: [{ deep: planted }] } } }],
  ['hint', 400, { error: { details: { parameter: 'limit', expected: planted } } }],
  ['hint from parameter', 400, { error: { details: { parameter: planted, expected: { a: planted } } } }],
  ['scopes', 403, { error: { code: 'FORBIDDEN', details: { required: [planted], provided: [planted] } } }],
  ['not found', 404, { message: planted, code: planted }],
  ['rate limit', 429, { error: { message: planted } }],
  ['success that is none', 200, { status: 'error', error: { code: 'NOT_FOUND', message: planted } }],
];

describe('no secret in errors and logs', () => {
  test.each(answers)('%s', async (_, status, body) => {
    const handler: Handler = (__, response) =>
      json(response, body, status, {
        'x-request-id': `req ${testKey} ${signed}`,
        'retry-after': '999999',
      });
    await using server = await serve(handler);
    const logger = memoryLogger();
    const transport = transportTo(server, { logger, retry: { attempts: 2 } });
    const error = await failureOf(transport.call(`/data/events/room/${testKey}`));
    expectClean(inspect(error, { depth: 20, showHidden: true }));
    expectClean(JSON.stringify(error));
    expectClean(String(error instanceof Error && error.stack));
    expectClean(logger.lines.join('\n'));
  });

  test('redirects, HTML and broken connections', async () => {
    const handlers: Handler[] = [
      (_, response) => response.writeHead(302, { location: signed }).end(),
      (_, response) => response.writeHead(200).end(`<html>${planted}`),
      (_, response) => response.destroy(),
    ];
    for (const handler of handlers) {
      await using server = await serve(handler);
      const error = await failureOf(transportTo(server, { retry: { attempts: 1 } }).call(`/x/${testKey}`));
      expectClean(inspect(error, { depth: 20, showHidden: true }));
    }
  });

  test('client and connection can be printed', async () => {
    const client = new HyperStudy({ apiKey: testKey, baseUrl: 'http://127.0.0.1:9/api/v3' });
    expectClean(inspect(client, { depth: 9 }));
    expectClean(inspect(client.connection, { depth: 9 }));
    expectClean(JSON.stringify({ ...client.connection, dispatcher: undefined }));
    await client.close();
  });

  test('the password of a proxy', () => {
    const env = { HTTPS_PROXY: 'http://me:pr0xypass@proxy.example.com:3128' };
    const { redact } = connect({ apiKey: testKey }, env);
    expect(redact('failed at http://me:pr0xypass@proxy.example.com')).not.toContain('pr0xypass');
  });

  test('details that are hostile do no harm', async () => {
    const deep = `${'['.repeat(50_000)}"${testKey}"${']'.repeat(50_000)}`;
    const bodies = [
      `{"error":{"message":"m","details":${deep}}}`,
      `{"error":{"details":{"__proto__":{"a":"${testKey}"},"n":1e999}}}`,
      `{"error":{"details":{"parameter":"p","expected":${deep}}}}`,
      `{"data":[],"metadata":{"_warnings":[${deep}]}}`,
    ];
    await using server = await serve(
      inTurn(
        ...bodies.map(
          (body): Handler =>
            (_, response) =>
              response.writeHead(400).end(body),
        ),
      ),
    );
    const transport = transportTo(server);
    for (const _ of bodies) {
      const error = await failureOf(transport.call('/health'));
      expect(error).toMatchObject({ name: 'UsageError' });
      expectClean(inspect(error, { depth: 20 }));
    }
  });

  test('a key that is a number or a quote breaks no details', async () => {
    for (const apiKey of ['1', '"', '"a":', 'true', '(a+']) {
      await using server = await serve((_, response) =>
        json(response, { error: { details: { n: 1, flag: true, text: `"a":${apiKey}` } } }, 400),
      );
      const error = await failureOf(transportTo(server, { apiKey }).call('/x'));
      expect(error).toMatchObject({
        name: 'UsageError',
        details: { text: expect.stringContaining('[key]') },
      });
    }
  });
});

test('a message is one line, however the server wrote it', async () => {
  await using server = await serve((_, response) =>
    json(response, { error: { message: `a\nb\r\n\u001b[31mc${'x'.repeat(10_000)}` } }, 400),
  );
  const error = await failureOf(transportTo(server).call('/x'));
  const message = error instanceof Error ? error.message : '';
  expect(message).not.toMatch(/\p{Cc}/u);
  expect(message.length).toBeLessThan(1000);
});
