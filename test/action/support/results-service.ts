import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import type { BlobStore } from './blob-store.ts';

export interface StoredArtifact {
  readonly id: number;
  readonly name: string;
  readonly blob: string;
  readonly expiresAt: string | undefined;
  /** Set when it is finalized: as the client says, bytes and sha256:hex. */
  size?: number;
  digest?: string;
}

interface CacheEntry {
  readonly id: number;
  readonly key: string;
  readonly version: string;
  readonly blob: string;
  finished: boolean;
}

type Body = Readonly<Record<string, unknown>>;
type Answer =
  | Record<string, unknown>
  | { readonly code: string; readonly status: number; readonly msg: string };

/** An answer of the service that says no; repeated tries get the next fault, or none. */
export interface RpcFault {
  readonly method: string;
  readonly status: number;
  readonly msg?: string;
}

/** GitHub's service for artifacts and caches, as far as their clients use it: Twirp over JSON. */
export class ResultsService implements Disposable {
  readonly artifacts: StoredArtifact[] = [];
  readonly caches: CacheEntry[] = [];
  /** Methods in the order of their calls. */
  readonly calls: string[] = [];
  /** Each is applied once, to the next call of its method. */
  readonly faults: RpcFault[] = [];
  /** Addresses that were given out: secrets. */
  readonly signedUrls: string[] = [];
  readonly blobs: BlobStore;
  readonly #server: Server;

  private constructor(blobs: BlobStore) {
    this.blobs = blobs;
    this.#server = createServer((request, response) => {
      this.#handle(request, response).catch(() => response.destroy());
    });
  }

  /** @param blobs Where the bytes go; may be shared. */
  static async start(blobs: BlobStore): Promise<ResultsService> {
    const service = new ResultsService(blobs);
    service.#server.listen(0, '127.0.0.1');
    await once(service.#server, 'listening');
    return service;
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The service has no port.');
    return `http://127.0.0.1:${address.port}/`;
  }

  /** Downloads an artifact's archive as a browser would: by an address that is asked for. */
  async download(name: string): Promise<Buffer> {
    const response = await fetch(this.#sign(this.#artifact(name).blob, 'read'));
    if (!response.ok) throw new Error(`${name}: status ${response.status}`);
    return Buffer.from(await response.arrayBuffer());
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = (await json(request)) as Body;
    const method = request.url?.split('/').at(-1) ?? '';
    this.calls.push(method);
    const { status, answer } = this.#answer(method, body, request.headers.authorization);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  }

  #answer(method: string, body: Body, authorization: string | undefined): { status: number; answer: Answer } {
    const index = this.faults.findIndex((fault) => fault.method === method);
    const [fault] = index === -1 ? [] : this.faults.splice(index, 1);
    if (fault !== undefined) {
      return { status: fault.status, answer: { code: 'fault', msg: fault.msg ?? 'made to fail' } };
    }
    if (authorization !== `Bearer ${runtimeToken}`)
      return { status: 401, answer: { code: 'unauthenticated', msg: 'no token' } };
    const call = this.#methods[method];
    if (call === undefined) return { status: 404, answer: { code: 'bad_route', msg: method } };
    const answer = call(body);
    return { status: typeof answer.status === 'number' ? answer.status : 200, answer };
  }

  readonly #methods: Readonly<Record<string, (body: Body) => Answer>> = {
    CreateArtifact: ({ name, expires_at }) => {
      if (this.artifacts.some((artifact) => artifact.name === name)) {
        const msg = 'an artifact with this name already exists on the workflow run';
        return { code: 'already_exists', status: 409, msg };
      }
      const id = 1000 + this.artifacts.length;
      const blob = `artifact-${randomUUID()}.zip`;
      this.artifacts.push({ id, name: String(name), blob, expiresAt: expires_at as string | undefined });
      return { ok: true, signed_upload_url: this.#sign(blob, 'write') };
    },
    FinalizeArtifact: ({ name, size, hash }) => {
      const artifact = this.#artifact(name);
      artifact.size = Number(size);
      artifact.digest = String(hash);
      return { ok: true, artifact_id: String(artifact.id) };
    },
    ListArtifacts: ({ id_filter }) => ({
      artifacts: this.artifacts
        .filter(({ id, size }) => size !== undefined && (id_filter ?? String(id)) === String(id))
        .map(({ id, name, size, digest }) => ({
          workflow_run_backend_id: 'planted-run-id',
          database_id: String(id),
          name,
          size: String(size),
          digest,
        })),
    }),
    GetSignedArtifactURL: ({ name }) => ({ signed_url: this.#sign(this.#artifact(name).blob, 'read') }),
    CreateCacheEntry: ({ key, version }) => {
      const taken = this.caches.some((entry) => entry.key === key && entry.version === version);
      if (taken) return { code: 'already_exists', status: 409, msg: 'cache entry already exists' };
      const id = this.caches.length + 1;
      const blob = `cache-${randomUUID()}`;
      this.caches.push({ id, key: String(key), version: String(version), blob, finished: false });
      return { ok: true, signed_upload_url: this.#sign(blob, 'write') };
    },
    FinalizeCacheEntryUpload: ({ key, version }) => {
      const entry = this.caches.find((one) => one.key === key && one.version === version);
      if (entry === undefined) return { ok: false };
      entry.finished = true;
      return { ok: true, entry_id: String(entry.id) };
    },
    GetCacheEntryDownloadURL: ({ key, restore_keys, version }) => {
      const prefixes = [key, ...((restore_keys ?? []) as unknown[])].map(String);
      const fit = this.caches.filter((entry) => entry.finished && entry.version === version);
      // The newest entry that begins with the first prefix that any begins with.
      const [entry] = prefixes.flatMap((prefix) => fit.findLast((one) => one.key.startsWith(prefix)) ?? []);
      if (entry === undefined) return { ok: false };
      return { ok: true, signed_download_url: this.#sign(entry.blob, 'read'), matched_key: entry.key };
    },
  };

  #artifact(name: unknown): StoredArtifact {
    const artifact = this.artifacts.find((one) => one.name === name);
    if (artifact === undefined) throw new Error(`There is no artifact ${name}.`);
    return artifact;
  }

  #sign(blob: string, right: 'read' | 'write'): string {
    const url = this.blobs.signedUrl(blob, right);
    this.signedUrls.push(url);
    return url;
  }

  [Symbol.dispose](): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

/** What the runner gives an action for the service; unsigned, because nobody here checks a signature. */
export const runtimeToken: string = [
  { alg: 'none' },
  { scp: 'Actions.Results:planted-run-id:planted-job-id', jti: 'planted-runtime-token' },
]
  .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
  .concat('')
  .join('.');
