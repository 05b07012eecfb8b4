import { describe, expect, test } from 'vitest';
import { ResponseError } from '../../src/errors/response-error.ts';
import { failureOf, testKey, transportTo } from '../support/client.ts';
import { data, type Handler, json, serve } from '../support/server.ts';

describe('what is sent', () => {
  test('key, organization and query', async () => {
    await using server = await serve(data([]));
    const transport = transportTo(server, { organizationId: 'org_1' });
    await transport.call('/data/events/room/r', { query: { limit: 5, roomId: undefined, completed: false } });
    const [request] = server.requests;
    expect(request).toMatchObject({
      method: 'GET',
      path: '/data/events/room/r',
      query: { limit: '5', completed: 'false' },
      headers: { 'x-api-key': testKey, 'x-organization-id': 'org_1', accept: 'application/json' },
    });
  });

  test('no organization where none is set', async () => {
    await using server = await serve(data([]));
    await transportTo(server).call('/health');
    expect(server.requests[0]?.headers).not.toHaveProperty('x-organization-id');
  });

  test.each(['../../admin', '/%2e%2e/%2e%2e/admin', '..\\..\\admin', '/data/../../../x'])(
    'a path that leads away (%s) is refused',
    async (path) => {
      await using server = await serve(data([]));
      expect(await failureOf(transportTo(server).call(path))).toMatchObject({ name: 'UsageError' });
      expect(server.requests).toHaveLength(0);
    },
  );

  test.each(['//evil.example.com/x', 'https://evil.example.com/x', '@evil.example.com'])(
    'a path that looks like another host (%s) stays here',
    async (path) => {
      await using server = await serve(data([]));
      await transportTo(server).call(path);
      expect(server.requests).toHaveLength(1);
    },
  );
});

describe('what comes back', () => {
  test.each([301, 302, 303, 307, 308])(
    'a redirect (%i) is not followed, and the key goes nowhere',
    async (status) => {
      await using elsewhere = await serve(data([]));
      await using server = await serve((_, response) =>
        response.writeHead(status, { location: `${elsewhere.url}/x` }).end(),
      );
      const error = await failureOf(transportTo(server).call('/health'));
      expect(error).toBeInstanceOf(ResponseError);
      expect(error).toMatchObject({ status, hint: expect.stringContaining('base URL') });
      expect(String(error)).toContain('redirect');
      expect(elsewhere.requests).toHaveLength(0);
      expect(server.requests).toHaveLength(1);
    },
  );

  test('HTML instead of data', async () => {
    await using server = await serve((_, response) => response.end('<!doctype html><p>Sign in'));
    const error = await failureOf(transportTo(server, { retry: { attempts: 1 } }).call('/health'));
    expect(String(error)).toContain('HTML');
  });

  test.each([204, 200])('an empty %i is an answer', async (status) => {
    await using server = await serve((_, response) => response.writeHead(status).end());
    expect((await transportTo(server).call('/health')).body).toBeUndefined();
  });

  test.each([
    [{ status: 'error', error: { code: 'NOT_FOUND', message: 'x' } }, 'NotFoundError'],
    [{ status: 'error', error: { code: 'FORBIDDEN' } }, 'PermissionError'],
    [{ status: 'error' }, 'ServerError'],
    [{ error: 'it broke' }, 'ServerError'],
    [{ error: { code: 'UNAUTHORIZED' } }, 'AuthenticationError'],
  ])('200 with %j is a failure', async (body, name) => {
    await using server = await serve((_, response) => json(response, body));
    const error = await failureOf(transportTo(server, { retry: { attempts: 1 } }).call('/health'));
    expect(error).toMatchObject({ name });
  });

  test.each([
    { status: 'healthy' },
    { status: 'success', data: [], error: null },
    { data: [], error: 'note' },
  ])('200 with %j is none', async (body) => {
    await using server = await serve((_, response) => json(response, body));
    expect((await transportTo(server).call('/health')).body).toEqual(body);
  });

  test('an answer that is too large is refused, before it fills the memory', async () => {
    const endless: Handler = (_, response) => {
      const chunk = Buffer.alloc(8 << 20, 0x20);
      const more = () => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', more);
      more();
    };
    const told: Handler = (_, response) => {
      response.writeHead(200, { 'content-length': String(300 << 20) }).write('{');
    };
    for (const handler of [endless, told]) {
      await using server = await serve(handler);
      const error = await failureOf(transportTo(server).call('/health'));
      expect(error).toBeInstanceOf(ResponseError);
      expect(String(error)).toContain('256 MiB');
      expect(server.requests).toHaveLength(1);
    }
  });

  test('what the server said is in the message, with status and path', async () => {
    await using server = await serve((_, response) =>
      json(response, { error: { message: 'limit too big' } }, 400),
    );
    const error = await failureOf(transportTo(server).call('/data/events/room/r'));
    expect(String(error)).toContain('400');
    expect(String(error)).toContain('/data/events/room/r');
    expect(String(error)).toContain('limit too big');
  });
});

describe("the server's clock", () => {
  test('is known after the first answer, to a second', async () => {
    await using server = await serve((_, response) =>
      json(response, {}, 200, { date: new Date(Date.now() - 3_600_000).toUTCString() }),
    );
    const transport = transportTo(server);
    expect(transport.clockOffset).toBeUndefined();
    await transport.call('/health');
    expect(Math.abs((transport.clockOffset ?? 0) + 3_600_000)).toBeLessThan(1500);
  });

  test('is not read from an answer of a cache', async () => {
    await using server = await serve((_, response) =>
      json(response, {}, 200, { date: new Date(0).toUTCString(), age: '100' }),
    );
    const transport = transportTo(server);
    await transport.call('/health');
    expect(transport.clockOffset).toBeUndefined();
  });
});
