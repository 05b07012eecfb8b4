import { ConnectionError, type Redact, TimeoutError } from '@hyperstudy-workflows/core';
import { Agent, type Dispatcher, EnvHttpProxyAgent, request } from 'undici';

export interface ApiSetup {
  /** None: as anyone on the internet. */
  readonly token?: string;
  readonly redact: Redact;
  readonly signal?: AbortSignal;
  /** ms for one answer. Default 60,000. */
  readonly timeout?: number;
}

export interface ApiAnswer {
  readonly status: number;
  /** JSON, or the text where it is none. */
  readonly body: unknown;
}

const defaultTimeout = 60_000;

/** Answers are small; more is not read. Bytes. */
const mostBytes = 4 * 1024 * 1024;

/**
 * One request to GitHub. Any status is an answer.
 * @throws {TimeoutError} {ConnectionError} when none came; the signal's reason when aborted.
 */
export async function askGitHub(
  url: URL,
  { token, redact, signal, timeout = defaultTimeout }: ApiSetup,
  post?: unknown,
): Promise<ApiAnswer> {
  signal?.throwIfAborted();
  const deadline = AbortSignal.timeout(timeout);
  const dispatcher = dispatcherFor(url);
  try {
    const { statusCode, body } = await request(url, {
      dispatcher,
      method: post === undefined ? 'GET' : 'POST',
      headers: {
        accept: 'application/vnd.github+json',
        'user-agent': 'hyperstudy-workflows',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(post === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(post === undefined ? {} : { body: JSON.stringify(post) }),
      signal: signal === undefined ? deadline : AbortSignal.any([signal, deadline]),
    });
    return { status: statusCode, body: parseJson(await textOf(body)) };
  } catch (error) {
    signal?.throwIfAborted();
    const where = `${url.origin}${url.pathname}`;
    if (deadline.aborted)
      throw new TimeoutError(`${where} did not answer within ${timeout / 1000} s.`, {
        hint: 'Run it again.',
      });
    const why = redact(error instanceof Error ? error.message : String(error));
    throw new ConnectionError(`${where} could not be reached: ${why}`, { hint: 'Run it again.' });
  } finally {
    await dispatcher.destroy();
  }
}

/** The address of a route below a base such as https://api.github.com or https://ghes.example/api/v3. */
export function routeOf(base: URL, ...parts: readonly string[]): URL {
  const path = parts.map((part) => encodeURIComponent(part)).join('/');
  return new URL(`${base.pathname.replace(/\/+$/, '')}/${path}`, base.origin);
}

/** Through the proxy of the environment, but not to this machine. */
function dispatcherFor(url: URL): Dispatcher {
  const local =
    /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname) || url.hostname.endsWith('.localhost');
  return local ? new Agent() : new EnvHttpProxyAgent();
}

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > mostBytes) break;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return text;
  }
}
