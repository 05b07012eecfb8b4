import type { Sandbox } from '@hyperstudy-workflows/sandbox';
import type { Handler } from './server.ts';

export interface Change {
  /** Changes the query before it reaches the sandbox. */
  query?: (query: URLSearchParams) => void;
  /** Headers of every answer, over the sandbox's. */
  headers?: () => Record<string, string>;
}

/** A server that passes everything on to a sandbox, with a change. */
export function proxyOf(sandbox: () => Sandbox, change: Change): Handler {
  return (request, response) => {
    const url = new URL(request.url ?? '', sandbox().url);
    change.query?.(url.searchParams);
    fetch(url, {
      method: request.method,
      headers: { 'x-api-key': String(request.headers['x-api-key'] ?? '') },
    })
      .then(async (answer) => {
        const type = answer.headers.get('content-type') ?? 'application/json';
        response.writeHead(answer.status, { 'content-type': type, ...change.headers?.() });
        response.end(Buffer.from(await answer.arrayBuffer()));
      })
      .catch(() => response.destroy());
  };
}
