import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as the server got it. */
export interface Seen {
  readonly method: string;
  /** Path below /api/v3. */
  readonly path: string;
  readonly query: Record<string, string>;
  readonly headers: IncomingHttpHeaders;
}

export type Handler = (request: Seen, response: ServerResponse) => unknown;

export interface TestServer extends AsyncDisposable {
  /** Base URL for a client. */
  readonly url: string;
  readonly port: number;
  /** All requests so far, in order of arrival. */
  readonly requests: Seen[];
  /** Requests whose connection the client closed before the answer. */
  readonly cancelled: Seen[];
}

/** A real HTTP server on this machine. */
export async function serve(handler: Handler): Promise<TestServer> {
  const requests: Seen[] = [];
  const cancelled: Seen[] = [];
  const server = createServer((incoming, response) => {
    const url = new URL(incoming.url ?? '/', 'http://localhost');
    const seen: Seen = {
      method: incoming.method ?? '',
      path: url.pathname.replace(/^\/api\/v3/, ''),
      query: Object.fromEntries(url.searchParams),
      headers: incoming.headers,
    };
    requests.push(seen);
    response.on('close', () => {
      if (!response.writableFinished) cancelled.push(seen);
    });
    void handler(seen, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/api/v3`,
    port,
    requests,
    cancelled,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Sends JSON. */
export function json(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

/** One handler per request, in turn; the last one stays. */
export function inTurn(...handlers: Handler[]): Handler {
  let turn = 0;
  return (request, response) => {
    const handler = handlers[Math.min(turn, handlers.length - 1)];
    turn += 1;
    return handler?.(request, response);
  };
}

/** Answers with a status and an error envelope. */
export const fail =
  (
    status: number,
    error: unknown = { code: 'X', message: 'no' },
    headers: Record<string, string> = {},
  ): Handler =>
  (_, response) =>
    json(response, { status: 'error', error }, status, headers);

/** Answers with data. */
export const data =
  (rows: unknown, metadata?: unknown): Handler =>
  (_, response) =>
    json(response, { status: 'success', data: rows, metadata });
