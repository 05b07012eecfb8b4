import { ConnectionError } from '../errors/connection-error.ts';
import { ResponseError } from '../errors/response-error.ts';
import { TimeoutError } from '../errors/timeout-error.ts';
import type { CallOptions } from './call.ts';
import type { Connection } from './connection.ts';
import { request } from './http.ts';

export interface RawAnswer {
  readonly status: number;
  /** The body. */
  readonly bytes: Buffer<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  header(name: string): string | undefined;
}

/** Largest answer that is read, bytes: a page of 1,000 records has well under a hundredth of it. */
const largestAnswer = 256 * 1024 * 1024;

/**
 * One exchange, no second try. The whole answer has to arrive within the timeout.
 * @throws {TimeoutError | ConnectionError | ResponseError}, or the signal's reason when aborted.
 */
export async function exchange(connection: Connection, url: URL, options: CallOptions): Promise<RawAnswer> {
  const timeout = options.timeout ?? connection.timeout;
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(timedOut), timeout);
  const onAbort = () => stop.abort(options.signal?.reason);
  options.signal?.addEventListener('abort', onAbort, { once: true });
  try {
    options.signal?.throwIfAborted();
    const answer = await request(url, {
      method: options.method ?? 'GET',
      headers: headersOf(connection, options),
      body: options.body === undefined ? undefined : JSON.stringify(options.body),
      dispatcher: connection.dispatcher,
      signal: stop.signal,
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    const header = headerOf(answer.headers);
    const bytes = await readBytes(answer.body, Number(header('content-length') ?? 0));
    return { status: answer.statusCode, bytes, headers: answer.headers, header };
  } catch (error) {
    options.signal?.throwIfAborted();
    if (error instanceof ResponseError) throw error;
    throw stop.signal.reason === timedOut
      ? timeoutError(connection, url, timeout)
      : connectionError(connection, url, error);
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', onAbort);
  }
}

const timedOut = Symbol('timed out');

function headersOf(connection: Connection, options: CallOptions): Record<string, string> {
  return {
    accept: options.as === 'text' ? '*/*' : 'application/json',
    'user-agent': 'hyperstudy-workflows',
    'x-api-key': connection.apiKey,
    ...(connection.organizationId === undefined ? {} : { 'x-organization-id': connection.organizationId }),
    ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
  };
}

/** @param announced Content-Length, bytes; 0 where it isn't told */
async function readBytes(body: AsyncIterable<Buffer>, announced: number): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (Math.max(size, announced) > largestAnswer) {
      throw new ResponseError('HyperStudy sent an answer larger than 256 MiB.', {
        hint: 'Use a smaller page size.',
      });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

function headerOf(headers: Readonly<Record<string, string | string[] | undefined>>): RawAnswer['header'] {
  return (name) => {
    const value = headers[name];
    return Array.isArray(value) ? value[0] : value;
  };
}

function timeoutError({ redact }: Connection, url: URL, timeout: number): TimeoutError {
  return new TimeoutError(
    redact(`${url.host} did not answer within ${timeout / 1000} s (${url.pathname}).`),
    {
      hint: 'Try again later, or give a longer timeout.',
    },
  );
}

/** Only code and text of the cause are kept: a cause may carry the request with its headers. */
function connectionError({ redact }: Connection, url: URL, error: unknown): ConnectionError {
  const { code, message } = rootOf(error);
  const reason = reasons[code] ?? (message === '' ? 'the connection failed' : message);
  return new ConnectionError(redact(`${url.host}: ${reason} (${url.pathname}).`), {
    code,
    hint: hints[code] ?? 'Check the network, the base URL and the proxy settings.',
  });
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing answers there (connection refused)',
  ENOTFOUND: 'there is no host of this name',
  EAI_AGAIN: 'the name could not be looked up (is the network up?)',
  ECONNRESET: 'the connection broke',
  UND_ERR_SOCKET: 'the connection broke',
  UND_ERR_CONNECT_TIMEOUT: 'no connection within 10 s',
};

const hints: Readonly<Record<string, string>> = {
  ENOTFOUND: 'Check the base URL.',
  ECONNREFUSED: 'Check host and port of the base URL, that the server runs, and the proxy settings.',
};

function rootOf(error: unknown): { code: string; message: string } {
  if (!(error instanceof Error)) return { code: 'UNKNOWN', message: '' };
  // Connecting to several addresses fails with an AggregateError around the real ones.
  if (error instanceof AggregateError && error.errors.length > 0) return rootOf(error.errors[0]);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN';
  return { code, message: error.message };
}
