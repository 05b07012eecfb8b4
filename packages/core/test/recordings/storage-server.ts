import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { crc32c } from '../../src/recordings/crc32c.ts';
import type { Fault, StorageServer, StoredFile } from './storage-types.ts';

export type { Fault, StorageServer } from './storage-types.ts';

export const apiKey = 'hst_test_recordings';

/** An API and a storage, on two ports of this machine, and a third host to be redirected to. */
export async function startStorageServer(): Promise<StorageServer> {
  const state = new State();
  const storage = await listen((request, response) => state.storage(request, response));
  const elsewhere = await listen((request, response) => state.storage(request, response));
  const api = await listen((request, response) => state.api(request, response));
  state.origins = { storage: originOf(storage), elsewhere: originOf(elsewhere) };
  const { seen, files } = state;
  return {
    url: `${originOf(api)}/api/v3`,
    seen,
    files,
    get recordings() {
      return state.recordings;
    },
    set recordings(recordings) {
      state.recordings = recordings;
    },
    get fault() {
      return state.fault;
    },
    set fault(fault) {
      state.fault = fault;
    },
    get mintFault() {
      return state.mintFault;
    },
    set mintFault(fault) {
      state.mintFault = fault;
    },
    get mintDetails() {
      return state.mintDetails;
    },
    set mintDetails(details) {
      state.mintDetails = details;
    },
    add: (id, bytes, facts) => state.add(id, bytes, facts),
    close: async () => {
      for (const server of [api, storage, elsewhere]) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}

class State {
  origins = { storage: '', elsewhere: '' };
  recordings: Record<string, unknown>[] = [];
  fault: StorageServer['fault'] = () => undefined;
  mintFault: StorageServer['mintFault'] = () => undefined;
  mintDetails: object | undefined;
  readonly files = new Map<string, StoredFile>();
  readonly seen = {
    list: 0,
    mints: 0,
    storage: 0,
    keys: 0,
    sent: new Map<string, number>(),
    ranges: [] as (readonly [string | undefined, string | undefined])[],
    order: [] as string[],
    mostAtOnce: 0,
  };
  readonly #counts = new Map<string, number>();
  readonly #expired = new Set<string>();
  #tokens = 0;
  #atOnce = 0;

  add(id: string, bytes: Buffer, facts: Record<string, unknown> = {}): void {
    this.files.set(id, { bytes, generation: 1, tags: 'all' });
    this.recordings.push({
      recordingId: id,
      roomId: 'room_1',
      participantId: `u_${id}`,
      participantName: 'Viewer A',
      startTime: '2026-03-11T15:04:21.500Z',
      endTime: '2026-03-11T15:14:33.500Z',
      downloadPath: `/data/recordings/download/room_1/${encodeURIComponent(id)}`,
      fileSize: bytes.length,
      format: 'mp4',
      status: 'complete',
      metadata: { type: 'video' },
      ...facts,
    });
  }

  api(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '', 'http://api');
    const answer = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    if (request.headers['x-api-key'] !== apiKey) {
      answer(401, { status: 'error', error: { code: 'UNAUTHORIZED', message: 'no' } });
      return;
    }
    const mint = /\/data\/recordings\/download\/[^/]+\/([^/]+)$/.exec(url.pathname);
    if (mint?.[1] !== undefined) {
      this.seen.mints += 1;
      const refused = this.mintFault(decodeURIComponent(mint[1]), this.seen.mints);
      if (refused !== undefined) {
        answer(refused, {
          status: 'error',
          error: { code: 'NO', message: `not ${mint[1]}`, details: this.mintDetails },
        });
        return;
      }
      this.#tokens += 1;
      const signed = `${this.origins.storage}/bucket/${mint[1]}?X-Goog-Expires=900&X-Goog-Signature=s3cret${this.#tokens}`;
      answer(200, { status: 'success', data: { url: signed } });
      return;
    }
    this.seen.list += 1;
    const offset = Number(url.searchParams.get('offset') ?? 0);
    const limit = Number(url.searchParams.get('limit') ?? 1000);
    const data = this.recordings.slice(offset, offset + limit);
    const total = this.recordings.length;
    const pagination = { total, returned: data.length, hasMore: offset + data.length < total, limit, offset };
    answer(200, { status: 'success', metadata: { pagination }, data });
  }

  storage(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '', 'http://storage');
    this.seen.storage += 1;
    if (JSON.stringify([request.headers, request.url]).includes(apiKey)) this.seen.keys += 1;
    const ifRange = request.headers['if-range'];
    this.seen.ranges.push([request.headers.range, typeof ifRange === 'string' ? ifRange : undefined]);
    this.#atOnce += 1;
    this.seen.mostAtOnce = Math.max(this.seen.mostAtOnce, this.#atOnce);
    response.once('close', () => {
      this.#atOnce -= 1;
    });
    response.setMaxListeners(0);
    const id = decodeURIComponent(url.pathname.split('/').at(-1) ?? '');
    if (!this.seen.order.includes(id)) this.seen.order.push(id);
    const token = url.searchParams.get('X-Goog-Signature') ?? '';
    const file = this.files.get(id);
    if (file === undefined) {
      refuse(response, 404, 'NoSuchKey');
      return;
    }
    if (token === '' || this.#expired.has(token)) {
      refuse(response, 403, 'ExpiredToken');
      return;
    }
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    const count = (this.#counts.get(id) ?? 0) + 1;
    this.#counts.set(id, count);
    const fault = this.fault(id, { from, count });
    if (fault?.kind === 'redirect' && !url.searchParams.has('moved')) {
      const location = `${this.origins.elsewhere}${url.pathname}${url.search}&moved=1`;
      response.writeHead(307, { location }).end();
      return;
    }
    if (fault?.kind === 'busy') {
      const wait: Record<string, string> =
        fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter };
      refuse(response, fault.status, 'SlowDown', wait);
      return;
    }
    if (fault?.kind === 'error') {
      refuse(response, fault.status, 'InternalError');
      return;
    }
    if (fault?.kind === 'page') {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Log in to the network</html>');
      return;
    }
    if (fault?.kind === 'expire') this.#expired.add(token);
    const send = () => this.#send(request, response, { id, file, from, fault });
    if (fault?.kind === 'slow') setTimeout(send, fault.wait);
    else send();
  }

  #send(
    request: IncomingMessage,
    response: ServerResponse,
    { id, file, from, fault }: { id: string; file: StoredFile; from: number; fault: Fault | undefined },
  ): void {
    const total = file.bytes.length;
    const etag = `"${id}-${file.generation}"`;
    const ifRange = request.headers['if-range'];
    const isPart = from > 0 && fault?.kind !== 'ignore-range' && (ifRange === undefined || ifRange === etag);
    const tags = tagsOf(file, etag);
    if (isPart && from >= total) {
      response.writeHead(416, { ...tags, 'content-range': `bytes */${total}` }).end();
      return;
    }
    let body = file.bytes.subarray(isPart ? from : 0);
    const length = Math.max(0, body.length + (fault?.kind === 'wrong-length' ? fault.by : 0));
    response.writeHead(isPart ? 206 : 200, {
      ...tags,
      'content-type': 'video/mp4',
      ...(fault?.kind === 'chunked' ? {} : { 'content-length': length }),
      ...(isPart ? { 'content-range': `bytes ${from}-${total - 1}/${total}` } : {}),
    });
    if (fault?.kind === 'flip') {
      body = Buffer.from(body);
      const at = fault.at % Math.max(1, body.length);
      body[at] = (body[at] ?? 0) ^ 1;
    }
    if (fault?.kind === 'replace') {
      this.files.set(id, {
        ...file,
        bytes: Buffer.from(file.bytes).reverse(),
        generation: file.generation + 1,
      });
    }
    const stopAt = fault !== undefined && 'at' in fault && fault.kind !== 'flip' ? fault.at : undefined;
    void this.#write(response, id, body.subarray(0, stopAt)).then(() => {
      if (fault?.kind === 'chunked') response.end();
      else if (stopAt === undefined && fault?.kind !== 'wrong-length') response.end();
      // A cut-off answer leaves nothing to wait for; a stalled one stays open.
      else if (fault?.kind !== 'stall') setTimeout(() => response.destroy(), 1);
    });
  }

  /** In pieces, no faster than they are taken, so that what was sent can be counted. */
  async #write(response: ServerResponse, id: string, body: Buffer): Promise<void> {
    response.flushHeaders();
    for (let at = 0; at < body.length && !response.destroyed; at += pieceSize) {
      const piece = body.subarray(at, at + pieceSize);
      this.seen.sent.set(id, (this.seen.sent.get(id) ?? 0) + piece.length);
      if (!response.write(piece)) {
        await new Promise<void>((resolve) => {
          response.once('drain', resolve).once('close', resolve);
        });
      }
    }
  }
}

const pieceSize = 256 * 1024;

function tagsOf(file: StoredFile, etag: string): Record<string, string> {
  if (file.tags === 'none') return {};
  if (file.tags === 'weak') return { etag: `W/${etag}` };
  if (file.tags === 'etag') return { etag };
  return { etag, 'x-goog-generation': String(file.generation), 'x-goog-hash': hashOf(file.bytes) };
}

const hashes = new WeakMap<Buffer, string>();

function hashOf(bytes: Buffer): string {
  const known = hashes.get(bytes);
  if (known !== undefined) return known;
  const crc = Buffer.alloc(4);
  crc.writeUInt32BE(crc32c(bytes));
  const md5 = createHash('md5').update(bytes).digest('base64');
  const hash = `crc32c=${crc.toString('base64')},md5=${md5}`;
  hashes.set(bytes, hash);
  return hash;
}

function refuse(
  response: ServerResponse,
  status: number,
  code: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/xml', ...headers });
  response.end(`<?xml version='1.0'?><Error><Code>${code}</Code></Error>`);
}

async function listen(handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<Server> {
  const server = createServer((request, response) => {
    handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function originOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
