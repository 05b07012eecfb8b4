import { startJsonServer } from './json-server.ts';

interface Published {
  readonly 'dist-tags': Readonly<Record<string, string>>;
  readonly versions: Readonly<Record<string, { readonly dependencies?: Readonly<Record<string, string>> }>>;
}

/** A registry that npm can publish to and ask, for one token. */
export async function startRegistry(token: string) {
  const packages = new Map<string, Published>();
  /** Names in the order in which they were published. */
  const log: string[] = [];
  const server = await startJsonServer(({ method, path, authorization, body }) => {
    const name = decodeURIComponent(path.slice(1).split('?')[0] ?? '');
    const known = packages.get(name);
    if (method !== 'PUT') return known ? [200, known] : [404, { error: 'Not found' }];
    if (authorization !== `Bearer ${token}`) return [401, { error: 'Who are you?' }];
    packages.set(name, JSON.parse(body));
    log.push(name);
    return [201, { ok: true }];
  });
  return {
    url: `${server.url}/`,
    packages,
    log,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}
