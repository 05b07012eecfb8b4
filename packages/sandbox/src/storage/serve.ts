import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { StoredObject } from './object.ts';
import type { Held } from './objects.ts';
import { type Part, partOf } from './range.ts';

/** What is changed about a body on its way; nothing by default. */
export interface Tampering {
  /** Serves the whole object whatever was asked for. */
  readonly ignoreRange?: boolean;
  /** Content-Length; null sends none. Default: the true one. */
  readonly declared?: (length: number) => number | null;
  /** The bytes, given where they stand in the body. */
  readonly body?: (chunks: Iterable<Buffer>, length: number) => AsyncIterable<Buffer>;
}

/** Answers with an object or a part of it. */
export async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  held: Held,
  { ignoreRange = false, declared = (length) => length, body }: Tampering,
  sent: (bytes: number) => void,
): Promise<void> {
  const { object, etag } = held;
  const condition = request.headers['if-range'];
  const heeded = !ignoreRange && (condition === undefined || condition === etag);
  const part = heeded ? partOf(request.headers.range, object.size) : null;
  describe(response, held);
  if (part === 'unsatisfiable') {
    response.setHeader('content-range', `bytes */${object.size}`);
    refuse(response, 416, 'InvalidRange', 'The requested range cannot be satisfied.');
    return;
  }
  const { start, end } = part ?? { start: 0, end: object.size };
  const length = declared(end - start);
  response.statusCode = part === null ? 200 : 206;
  if (length !== null) response.setHeader('content-length', length);
  if (part !== null) response.setHeader('content-range', `bytes ${start}-${end - 1}/${object.size}`);
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  const counted = function* (): Generator<Buffer> {
    for (const bytes of chunks(object, { start, end })) {
      sent(bytes.length);
      yield bytes;
    }
  };
  const source = body === undefined ? counted() : body(counted(), end - start);
  // A client that hangs up isn't an error of the server; a body that breaks must not end properly.
  await pipeline(Readable.from(source), response).catch(() => response.socket?.resetAndDestroy());
}

function describe(response: ServerResponse, { name, object, hashes, etag, generation }: Held): void {
  response.setHeader('accept-ranges', 'bytes');
  response.setHeader('etag', etag);
  response.setHeader('x-goog-generation', String(generation));
  response.setHeader('x-goog-stored-content-length', String(object.size));
  response.setHeader('x-goog-hash', [`crc32c=${hashes.crc32c}`, `md5=${hashes.md5}`]);
  response.setHeader('content-type', contentType(name));
}

function contentType(name: string): string {
  if (name.endsWith('.wav')) return 'audio/wav';
  if (name.endsWith('.audio.webm')) return 'audio/webm';
  return name.endsWith('.webm') ? 'video/webm' : 'video/mp4';
}

function* chunks(object: StoredObject, { start, end }: Part): Generator<Buffer> {
  const size = 64 * 1024;
  for (let from = start; from < end; from += size) yield object.read(from, Math.min(from + size, end));
}

/** Object stores answer errors in XML. */
export function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  response.statusCode = status;
  response.setHeader('content-type', 'application/xml; charset=UTF-8');
  response.end(
    `<?xml version='1.0' encoding='UTF-8'?><Error><Code>${code}</Code><Message>${message}</Message></Error>`,
  );
}
