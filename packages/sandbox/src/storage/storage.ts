import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Clock } from '../clock.ts';
import { hash } from '../random.ts';
import type { Stats } from '../stats.ts';
import { type Hashes, hashesOf, makeObject, naturalSize, type StoredObject } from './object.ts';
import { type Part, partOf } from './range.ts';
import { signed, verify } from './signing.ts';

export interface StorageOptions {
  readonly seed: number;
  readonly clock: Clock;
  readonly stats: Stats;
  /** Bytes of each recording; undefined: as small as its format allows. */
  readonly recordingBytes: number | undefined;
  /** ms until a minted URL stops working. */
  readonly urlExpiry: number;
}

interface Held {
  readonly object: StoredObject;
  readonly hashes: Hashes;
  readonly generation: number;
}

const week = 7 * 86_400_000;

/** The storage side: recordings behind signed URLs, as an object store serves them. */
export class Storage {
  /** Where it listens; known once it does. */
  origin = '';
  readonly #options: StorageOptions;
  readonly #secret: string;
  readonly #held = new Map<string, Promise<Held>>();

  constructor(options: StorageOptions) {
    this.#options = options;
    this.#secret = `sandbox ${options.seed}`;
  }

  sizeOf(media: string): number {
    return this.#options.recordingBytes ?? naturalSize(media);
  }

  /** A URL for a short while. */
  sign(roomId: string, recordingId: string, media: string, now: number): string {
    return this.#url(roomId, recordingId, media, now, this.#options.urlExpiry);
  }

  /** The week-long URL that lists of older releases carried. */
  legacyUrl(roomId: string, recordingId: string, media: string): string {
    return this.#url(roomId, recordingId, media, this.#options.clock.now(), week);
  }

  /** A URL that anyone may use, as in the oldest releases. */
  publicUrl(roomId: string, recordingId: string, media: string): string {
    return `${this.origin}/hs-public/${pathOf(roomId, recordingId, media)}`;
  }

  #url(roomId: string, recordingId: string, media: string, now: number, expiry: number): string {
    return `${this.origin}${signed(this.#secret, `/hs-rec/${pathOf(roomId, recordingId, media)}`, now, expiry)}`;
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { stats, clock } = this.#options;
    stats.storageRequests++;
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://storage');
    if (request.headers['x-api-key'] !== undefined || request.headers.authorization !== undefined) {
      stats.keySentToStorage++;
      return refuse(response, 400, 'InvalidArgument', 'Credentials were sent to the storage host.');
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return refuse(response, 405, 'MethodNotAllowed', 'Only GET and HEAD.');
    }
    const [, bucket, room, file] = pathname.split('/');
    if (room === undefined || file === undefined || (bucket !== 'hs-rec' && bucket !== 'hs-public')) {
      return refuse(response, 404, 'NoSuchKey', 'The specified key does not exist.');
    }
    const verdict =
      bucket === 'hs-public' ? 'valid' : verify(this.#secret, pathname, searchParams, clock.now());
    if (verdict === 'expired')
      return refuse(response, 403, 'ExpiredToken', 'The provided token has expired.');
    if (verdict === 'wrong') return refuse(response, 403, 'SignatureDoesNotMatch', 'Access denied.');
    await this.#serve(request, response, `${room}/${file}`);
  }

  async #serve(request: IncomingMessage, response: ServerResponse, name: string): Promise<void> {
    const { object, hashes, generation } = await this.#hold(name);
    const etag = `"${Buffer.from(hashes.md5, 'base64').toString('hex')}"`;
    const condition = request.headers['if-range'];
    const wanted = condition === undefined || condition === etag ? request.headers.range : undefined;
    const part = partOf(wanted, object.size);
    response.setHeaders(
      new Headers({
        'accept-ranges': 'bytes',
        etag,
        'x-goog-generation': String(generation),
        'x-goog-stored-content-length': String(object.size),
      }),
    );
    response.setHeader('x-goog-hash', [`crc32c=${hashes.crc32c}`, `md5=${hashes.md5}`]);
    response.setHeader('content-type', contentType(name));
    if (part === 'unsatisfiable') {
      response.setHeader('content-range', `bytes */${object.size}`);
      return refuse(response, 416, 'InvalidRange', 'The requested range cannot be satisfied.');
    }
    const { start, end } = part ?? { start: 0, end: object.size };
    response.statusCode = part === null ? 200 : 206;
    response.setHeader('content-length', end - start);
    if (part !== null) response.setHeader('content-range', `bytes ${start}-${end - 1}/${object.size}`);
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    await this.#stream(response, object, { start, end });
  }

  async #stream(response: ServerResponse, object: StoredObject, part: Part): Promise<void> {
    const { stats } = this.#options;
    const counted = function* (): Generator<Buffer> {
      for (const bytes of chunks(object, part)) {
        stats.bytesSent += bytes.length;
        yield bytes;
      }
    };
    // A client that hangs up isn't an error of the server.
    await pipeline(Readable.from(counted()), response).catch(() => response.destroy());
  }

  /** Hashes are worked out once per object. */
  #hold(name: string): Promise<Held> {
    const { seed } = this.#options;
    let held = this.#held.get(name);
    if (held === undefined) {
      const media = name.replace(/^[^.]*\./, '');
      const object = makeObject(seed, name, media, this.sizeOf(media));
      held = hashesOf(object).then((hashes) => ({
        object,
        hashes,
        generation: 1_773_241_460_000_000 + hash(seed, name),
      }));
      this.#held.set(name, held);
    }
    return held;
  }
}

const pathOf = (roomId: string, recordingId: string, media: string): string =>
  `${roomId}/${recordingId}.${media}`;

const contentType = (name: string): string =>
  name.endsWith('.wav')
    ? 'audio/wav'
    : name.endsWith('.audio.webm')
      ? 'audio/webm'
      : name.endsWith('.webm')
        ? 'video/webm'
        : 'video/mp4';

function* chunks(object: StoredObject, { start, end }: Part): Generator<Buffer> {
  const size = 64 * 1024;
  for (let from = start; from < end; from += size) yield object.read(from, Math.min(from + size, end));
}

/** Object stores answer errors in XML. */
function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  response.statusCode = status;
  response.setHeader('content-type', 'application/xml; charset=UTF-8');
  response.end(
    `<?xml version='1.0' encoding='UTF-8'?><Error><Code>${code}</Code><Message>${message}</Message></Error>`,
  );
}
