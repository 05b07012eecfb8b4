import type { Dispatcher } from 'undici';
import type { Connection } from '../transport/connection.ts';
import { request } from '../transport/http.ts';
import { retryAfter } from '../transport/retry.ts';
import { checkStorageUrl } from './address.ts';
import { StallWatch } from './stall-watch.ts';
import { StorageFailure } from './storage-failure.ts';
import { type Headers, one, readStoredObject, type StoredObject, wholeNumber } from './stored-object.ts';

export interface StorageRequest {
  readonly connection: Connection;
  /** First byte that is wanted. */
  readonly from: number;
  /** The object that the bytes before belong to: asks for the rest only if it is still the same. */
  readonly object: StoredObject | undefined;
  readonly allowHttp: boolean;
  /** ms */
  readonly stallTimeout: number;
  readonly signal?: AbortSignal;
  /** Called when the storage answers, whatever it says. */
  readonly onAnswer?: () => void;
}

/** Bytes that are on their way. */
export interface StorageAnswer {
  readonly object: StoredObject;
  /** Position of the first byte; undefined where the storage has no bytes from there on (416). */
  readonly start: number | undefined;
  /** Whether the end of the body shows that it is whole. */
  readonly endIsKnown: boolean;
  /** Each piece is to be worked on before the next is asked for. Ends with a StorageFailure if the connection does. */
  readonly body: AsyncIterable<Buffer>;
  /** Has to be called when the body isn't read to its end. */
  close(): void;
}

const mostRedirects = 5;

/**
 * Asks the storage for bytes. It gets nothing but the address and the range: never the API key.
 * @throws {StorageFailure}, or the signal's reason when aborted
 */
export async function requestStorage(address: URL, options: StorageRequest): Promise<StorageAnswer> {
  const watch = new StallWatch(options.stallTimeout, options.signal);
  try {
    const response = await follow(address, options, watch);
    return await readAnswer(response, options, watch);
  } catch (error) {
    watch.end();
    throw asFailure(error, watch, options);
  }
}

/** By hand, so that every address on the way is checked. */
async function follow(
  address: URL,
  options: StorageRequest,
  watch: StallWatch,
): Promise<Dispatcher.ResponseData> {
  let url = address;
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    checkStorageUrl(url, options.connection.baseUrl, options.allowHttp);
    const response = await request(url, {
      headers: headersOf(options),
      dispatcher: options.connection.dispatcher,
      signal: watch.signal,
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    options.onAnswer?.();
    // A body that is given up emits an error that is of no interest, and would end the process unheard.
    response.body.on('error', () => undefined);
    if (![301, 302, 303, 307, 308].includes(response.statusCode)) return response;
    response.body.destroy();
    const location = one(response.headers.location);
    if (location === undefined || !URL.canParse(location, url.href)) {
      throw new StorageFailure('refused', 'the storage redirects to nowhere', {
        status: response.statusCode,
      });
    }
    url = new URL(location, url);
  }
  throw new StorageFailure('refused', `the storage redirects more than ${mostRedirects} times`);
}

function headersOf({ from, object }: StorageRequest): Record<string, string> {
  return {
    accept: '*/*',
    // Compressed on the way, sizes and checksums would be those of other bytes.
    'accept-encoding': 'identity',
    'user-agent': 'hyperstudy-workflows',
    ...(from > 0 ? { range: `bytes=${from}-` } : {}),
    ...(from > 0 && object?.etag !== undefined ? { 'if-range': object.etag } : {}),
  };
}

async function readAnswer(
  response: Dispatcher.ResponseData,
  options: StorageRequest,
  watch: StallWatch,
): Promise<StorageAnswer> {
  const { statusCode: status, headers, body } = response;
  if (status !== 200 && status !== 206 && status !== 416) {
    const code = await errorCode(body, watch);
    throw refusal(status, code, headers, options);
  }
  const range = readRange(one(headers['content-range']));
  const length = status === 200 ? wholeNumber(one(headers['content-length'])) : range.size;
  const refused = status === 416 ? undefined : unreadable(headers);
  if (refused !== undefined) {
    body.destroy();
    throw refused;
  }
  return {
    object: readStoredObject(headers, length),
    start: status === 416 ? undefined : status === 200 ? 0 : (range.start ?? -1),
    endIsKnown: headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined,
    body: watched(body, watch, options),
    close: () => {
      watch.end();
      body.destroy();
    },
  };
}

async function* watched(
  body: AsyncIterable<Buffer>,
  watch: StallWatch,
  options: StorageRequest,
): AsyncGenerator<Buffer, void> {
  try {
    watch.wait();
    for await (const bytes of body) {
      watch.rest();
      yield bytes;
      watch.wait();
    }
  } catch (error) {
    throw asFailure(error, watch, options);
  } finally {
    watch.end();
  }
}

/** Content-Range: bytes 100-199/200, or bytes * /200 with a 416. */
function readRange(text: string | undefined): { start?: number; size?: number } {
  const [, start, size] = /^bytes\s+(?:(\d+)-\d+|\*)\/(\d+|\*)$/.exec(text ?? '') ?? [];
  return { start: wholeNumber(start), size: wholeNumber(size) };
}

function refusal(
  status: number,
  code: string,
  headers: Headers,
  { connection }: StorageRequest,
): StorageFailure {
  const said = `the storage answered ${status}${code === '' ? '' : ` (${code})`}`;
  if (status === 429 || status === 503) {
    const wait = one(headers['retry-after']);
    return new StorageFailure('busy', said, {
      status,
      retryAfter: wait === undefined ? undefined : retryAfter(wait, connection.clock.now()),
    });
  }
  if (status === 408 || status >= 500) return new StorageFailure('broken', said, { status });
  if ([400, 401, 403, 410].includes(status)) return new StorageFailure('expired', said, { status });
  const hint =
    status === 404 ? 'The file is gone from the storage, or was never uploaded: ask HyperStudy.' : undefined;
  return new StorageFailure('refused', said, { status, hint });
}

/** What can't be a recording though the answer is a good one. */
function unreadable(headers: Headers): StorageFailure | undefined {
  const encoding = one(headers['content-encoding']) ?? 'identity';
  if (encoding !== 'identity') {
    return new StorageFailure('refused', `the storage sends it compressed (${encoding.slice(0, 20)})`);
  }
  // A login page of a network or proxy would be stored as a recording otherwise.
  if (/^(text\/html|application\/(json|xml)|text\/xml)\b/i.test(one(headers['content-type']) ?? '')) {
    return new StorageFailure('broken', 'a web page came in place of the recording', {
      hint: 'Check whether a proxy or the login page of a network answers for the storage.',
    });
  }
  return undefined;
}

/** The word in an XML error of Google Cloud Storage or S3, such as ExpiredToken; empty where there is none. */
async function errorCode(body: Dispatcher.ResponseData['body'], watch: StallWatch): Promise<string> {
  let text = '';
  try {
    for await (const bytes of body) {
      text += String(bytes);
      if (text.length > 4096) break;
    }
  } catch {
    // The status says enough.
  }
  watch.end();
  return /<Code>([A-Za-z]{1,60})<\/Code>/.exec(text)?.[1] ?? '';
}

/** @throws the signal's reason, when it was that */
function asFailure(error: unknown, watch: StallWatch, { signal, stallTimeout }: StorageRequest): unknown {
  if (signal?.aborted) return signal.reason;
  if (error instanceof StorageFailure) return error;
  if (watch.stalled) {
    return new StorageFailure('broken', `nothing came from the storage for ${stallTimeout / 1000} s`);
  }
  if (!(error instanceof Error)) return error;
  const code = 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : '';
  return new StorageFailure('broken', `the connection to the storage broke${code}`);
}
