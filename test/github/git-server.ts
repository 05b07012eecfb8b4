import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BareRepository } from './bare-repository.ts';
import { githubApi, type Right, type StandInRepository } from './github-api.ts';
import { gitHttpBackend, type Reply } from './http-backend.ts';

/** What a request is for. */
export type Service = 'git-upload-pack' | 'git-receive-pack' | 'api' | 'graphql';

export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly service: Service;
  /** Post of a pack or a mutation: it changes something. */
  readonly transfers: boolean;
}

/** How a request is disturbed: something happens before or after it is done, or its answer is lost on the way. */
export interface Disturbance {
  readonly service: Service;
  /** The question for the refs, before anything is transferred. */
  readonly discovery?: true;
  readonly before?: () => Promise<unknown>;
  readonly after?: () => Promise<unknown>;
  readonly status?: number;
  readonly loseAnswer?: boolean;
}

/**
 * A GitHub of our own: real repositories behind git's own HTTP server, with tokens that may read or write, and the few
 * routes of the API that commits need.
 */
export class GitServer implements AsyncDisposable {
  readonly seen: Seen[] = [];
  readonly #root: string;
  readonly #server: Server;
  readonly #repositories = new Map<string, StandInRepository>();
  readonly #disturbances: Disturbance[] = [];

  private constructor(root: string) {
    this.#root = root;
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch(() => response.destroy());
    });
  }

  static async start(): Promise<GitServer> {
    const server = new GitServer(await mkdtemp(join(tmpdir(), 'hyperstudy-github-')));
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server, 'listening');
    return server;
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The server has no port.');
    return `http://127.0.0.1:${address.port}`;
  }

  get apiUrl(): string {
    return `${this.url}/api/v3`;
  }

  async create(
    name: string,
    rights: Readonly<Record<string, Right>>,
    visibility: StandInRepository['visibility'] = 'private',
  ): Promise<StandInRepository> {
    const repository: StandInRepository = {
      bare: await BareRepository.create(join(this.#root, `${name}.git`)),
      visibility,
      tokens: new Map(Object.entries(rights)),
      archived: false,
      rules: [],
      refusal: undefined,
    };
    this.#repositories.set(name, repository);
    return repository;
  }

  /** Disturbs the next request of this service. */
  disturb(disturbance: Disturbance): void {
    this.#disturbances.push(disturbance);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await rm(this.#root, { recursive: true, force: true });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const service = serviceOf(url);
    const transfers = request.method === 'POST' && service !== 'api';
    this.seen.push({ method: request.method ?? '', path: url.pathname, service, transfers });
    const disturbance = this.#next(service, !transfers);
    await disturbance?.before?.();
    if (disturbance?.status !== undefined) {
      request.resume();
      response.writeHead(disturbance.status).end();
      return;
    }
    const reply =
      service === 'api' || service === 'graphql'
        ? await githubApi(this.#repositories, request)
        : await this.#git(request, url, service);
    await disturbance?.after?.();
    if (disturbance?.loseAnswer === true) response.destroy();
    else response.writeHead(reply.status, { ...reply.headers }).end(reply.body);
  }

  #next(service: Service, discovery: boolean): Disturbance | undefined {
    const i = this.#disturbances.findIndex(
      (disturbance) => disturbance.service === service && (disturbance.discovery ?? false) === discovery,
    );
    return i < 0 ? undefined : this.#disturbances.splice(i, 1)[0];
  }

  async #git(request: IncomingMessage, url: URL, service: Service): Promise<Reply> {
    const [, name = ''] = /^\/([^/]+\/[^/]+)\.git\//.exec(decodeURIComponent(url.pathname)) ?? [];
    const repository = this.#repositories.get(name);
    const token = tokenOf(request);
    const right = token === undefined ? undefined : repository?.tokens.get(token);
    const status = statusFor(repository, token, right, service);
    if (status === 200) return gitHttpBackend(this.#root, request, right);
    request.resume();
    const asks: Record<string, string> = status === 401 ? { 'www-authenticate': 'Basic realm="GitHub"' } : {};
    const words = status === 403 ? 'Write access to repository not granted.' : 'Repository not found.';
    return { status, headers: { ...asks, 'content-type': 'text/plain' }, body: words };
  }
}

function statusFor(
  repository: StandInRepository | undefined,
  token: string | undefined,
  right: Right | undefined,
  service: Service,
): number {
  if (token === undefined)
    return repository?.visibility === 'public' && service === 'git-upload-pack' ? 200 : 401;
  if (token === 'expired') return 401;
  if (repository === undefined) return 404;
  if (right === undefined && repository.visibility !== 'public') return 404;
  if (service === 'git-receive-pack') return right === 'write' && !repository.archived ? 200 : 403;
  return 200;
}

function serviceOf(url: URL): Service {
  if (url.pathname === '/api/graphql') return 'graphql';
  if (url.pathname.startsWith('/api/')) return 'api';
  return url.search.includes('git-receive-pack') || url.pathname.endsWith('/git-receive-pack')
    ? 'git-receive-pack'
    : 'git-upload-pack';
}

function tokenOf({ headers }: IncomingMessage): string | undefined {
  const basic = /^basic (.*)$/i.exec(headers.authorization ?? '')?.[1];
  return basic === undefined ? undefined : Buffer.from(basic, 'base64').toString().split(':')[1];
}
