import { once } from 'node:events';
import { createServer, request as forward } from 'node:http';
import { type AddressInfo, connect as dial } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect } from '../../src/transport/connection.ts';
import { Transport } from '../../src/transport/transport.ts';
import { failureOf, testKey } from '../support/client.ts';
import { data, serve, type TestServer } from '../support/server.ts';

/** A tiny proxy that knows one host name, api.test, and asks for a password when told to. */
async function startProxy(target: TestServer, password?: string) {
  const asked: string[] = [];
  const allowed = (header: string | undefined) =>
    password === undefined || header === `Basic ${Buffer.from(`me:${password}`).toString('base64')}`;
  const proxy = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const url = new URL(request.url ?? '');
    const onward = forward(
      { port: target.port, path: url.pathname + url.search, headers: request.headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      },
    );
    request.pipe(onward);
  });
  proxy.on('connect', (request, socket) => {
    asked.push(`CONNECT ${request.url}`);
    if (!allowed(request.headers['proxy-authorization'])) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      return;
    }
    const onward = dial(target.port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      socket.pipe(onward).pipe(socket);
    });
    for (const end of [socket, onward]) end.on('error', () => undefined);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return { port: (proxy.address() as AddressInfo).port, asked, close: () => proxy.close() };
}

let server: TestServer;
beforeEach(async () => {
  server = await serve(data([{ id: 'a' }]));
});
afterEach(() => server[Symbol.asyncDispose]());

async function ask(env: NodeJS.ProcessEnv, baseUrl = 'http://api.test/api/v3') {
  const transport = new Transport(connect({ apiKey: testKey, baseUrl, retry: { attempts: 1 } }, env));
  try {
    return await transport.call('/health');
  } finally {
    await transport.connection.dispatcher.close();
  }
}

test.each(['HTTP_PROXY', 'http_proxy'])('requests go through the proxy of %s', async (name) => {
  const proxy = await startProxy(server);
  const answer = await ask({ [name]: `http://127.0.0.1:${proxy.port}` });
  expect(answer.status).toBe(200);
  expect(proxy.asked).toHaveLength(1);
  proxy.close();
});

test('a password is sent to the proxy only', async () => {
  const proxy = await startProxy(server, 's3cret');
  await ask({ HTTP_PROXY: `http://me:s3cret@127.0.0.1:${proxy.port}` });
  expect(JSON.stringify(server.requests)).not.toContain(Buffer.from('me:s3cret').toString('base64'));
  const error = await failureOf(ask({ HTTP_PROXY: `http://me:wr0ng@127.0.0.1:${proxy.port}` }));
  expect(error).toMatchObject({ name: 'ConnectionError' });
  expect(String(error)).not.toContain('wr0ng');
  proxy.close();
});

test('NO_PROXY is honoured', async () => {
  const env = { HTTP_PROXY: 'http://127.0.0.1:9', NO_PROXY: 'localhost,127.0.0.1' };
  expect((await ask(env, server.url)).status).toBe(200);
});

test('a server on this machine is reached without the proxy', async () => {
  expect((await ask({ HTTP_PROXY: 'http://127.0.0.1:9' }, server.url)).status).toBe(200);
});

test('a proxy that is not there is named as the thing to check', async () => {
  const error = await failureOf(ask({ HTTP_PROXY: 'http://127.0.0.1:9' }));
  expect(error).toMatchObject({ name: 'ConnectionError', hint: expect.stringContaining('proxy') });
});
