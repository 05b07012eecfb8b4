import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

interface Published {
  readonly name: string;
  readonly 'dist-tags': Readonly<Record<string, string>>;
  readonly versions: Readonly<Record<string, { readonly dependencies?: Readonly<Record<string, string>> }>>;
}

/** A registry that npm can publish to and ask, for one token. */
export async function startRegistry(token: string) {
  const packages = new Map<string, Published>();
  /** Names in the order in which they were published. */
  const log: string[] = [];
  const server = createServer(async (request, response) => {
    const name = decodeURIComponent((request.url ?? '/').slice(1).split('?')[0] ?? '');
    const answer = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    const known = packages.get(name);
    if (request.method !== 'PUT') return answer(known ? 200 : 404, known ?? { error: 'Not found' });
    const body: Published = JSON.parse(await text(request));
    if (request.headers.authorization !== `Bearer ${token}`) return answer(401, { error: 'Who are you?' });
    packages.set(name, body);
    log.push(name);
    return answer(201, { ok: true });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The registry has no port.');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    packages,
    log,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
    },
  };
}
