import type { Dispatcher } from 'undici';
import { ConnectionError } from '../errors/connection-error.ts';
import type { HyperStudyError } from '../errors/hyperstudy-error.ts';
import { RateLimitError } from '../errors/rate-limit-error.ts';
import { ResponseError } from '../errors/response-error.ts';
import { ServerError } from '../errors/server-error.ts';
import { TimeoutError } from '../errors/timeout-error.ts';
import { UsageError } from '../errors/usage-error.ts';
import { exchange } from './attempt.ts';
import { Circuit } from './circuit.ts';
import type { Connection } from './connection.ts';
import { isObject } from './envelope.ts';
import { errorOf } from './failure.ts';
import { pauseBefore, retryAfter } from './retry.ts';

export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

export interface CallOptions {
  /** Default GET; only GET is tried again. */
  method?: Dispatcher.HttpMethod;
  query?: Query;
  /** Sent as JSON. */
  body?: unknown;
  /** Time for one answer, ms. Default: the connection's. */
  timeout?: number;
  signal?: AbortSignal;
}

/** An answer that was understood. */
export interface Answer {
  /** Parsed JSON; undefined for an empty answer. */
  readonly body: unknown;
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly requestId: string | undefined;
}

/** Sends requests: waits for the budget, tries again what may succeed, turns refusals into typed errors. */
export class Transport {
  readonly connection: Connection;
  /** Requests sent so far, tries included. */
  requests = 0;
  readonly #circuit = new Circuit();

  constructor(connection: Connection) {
    this.connection = connection;
  }

  /**
   * One request to a path below the base URL.
   * @throws {HyperStudyError} of the class that says what to do; the signal's reason when aborted.
   */
  async call(path: string, options: CallOptions = {}): Promise<Answer> {
    const { retry, clock, random, logger } = this.connection;
    const url = this.urlOf(path, options.query);
    const mayRetry = (options.method ?? 'GET') === 'GET';
    const deadline = clock.now() + retry.deadline;
    let rateLimited = 0;
    for (let attempt = 1; ; ) {
      try {
        this.#circuit.check(url.host);
        return await this.#try(url, options);
      } catch (error) {
        if (!mayRetry || !isTransient(error)) throw error;
        if (error instanceof RateLimitError) {
          // The budget now holds everyone back; waiting there is no failed try.
          rateLimited += 1;
          if (error.retryAfter > retry.longestRetryAfter || rateLimited > 20) throw error;
          logger.warn('Rate limit hit; waiting', { path: url.pathname, wait: error.retryAfter });
          continue;
        }
        attempt += 1;
        const pause = pauseBefore(attempt, retry, random);
        if (attempt > retry.attempts || clock.now() + pause > deadline) throw error;
        logger.info('Trying again', { path: url.pathname, attempt, pause, error: error.message });
        await clock.sleep(pause, options.signal);
      }
    }
  }

  /** @throws {UsageError} for a path that leads away from the API. */
  urlOf(path: string, query: Query = {}): URL {
    const { baseUrl } = this.connection;
    const url = new URL(`${baseUrl.href}/${path.replace(/^\/+/, '')}`);
    if (url.origin !== baseUrl.origin || !url.pathname.startsWith(`${baseUrl.pathname}/`)) {
      throw new UsageError('The path leads away from the API.', {
        hint: 'Give a path such as /data/events/…',
      });
    }
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) url.searchParams.set(name, String(value));
    }
    return url;
  }

  async #try(url: URL, options: CallOptions): Promise<Answer> {
    const { budget, clock, redact } = this.connection;
    const endpoint = endpointOf(url.pathname.slice(this.connection.baseUrl.pathname.length));
    await budget.acquire(endpoint, options.signal);
    this.requests += 1;
    const path = url.pathname;
    const raw = await exchange(this.connection, url, options).catch((error: unknown) => {
      this.#circuit.failed(url.host, error);
      throw error;
    });
    this.#circuit.reached();
    const wait = raw.status === 429 ? retryAfter(raw.header('retry-after'), clock.now()) : 0;
    if (raw.status === 429) budget.pause(wait);
    const requestId = raw.header('x-request-id') ?? raw.header('x-cloud-trace-context');
    const body = parseBody(raw.text, path, raw.status);
    const refused = raw.status >= 300 || (isObject(body) && body.status === 'error');
    if (refused) throw errorOf({ status: raw.status, body, requestId, retryAfter: wait, path }, redact);
    return { body, status: raw.status, headers: raw.headers, requestId };
  }
}

/** Route family that the minute limit counts, e.g. data/events or experiments (inferred). */
export function endpointOf(path: string): string {
  const parts = path.split('/').filter((part) => part !== '');
  const family = parts[1] === 'ratings' || parts[2] === 'download' ? 3 : 2;
  return parts[0] === 'data' ? parts.slice(0, family).join('/') : (parts[0] ?? '');
}

function parseBody(text: string, path: string, status: number): unknown {
  if (text.trim() === '') return undefined;
  try {
    const body: unknown = JSON.parse(text);
    return body;
  } catch {
    // A refusal needs no body to be understood.
    if (status >= 300) return undefined;
    const what = /^\s*</.test(text) ? 'HTML, probably of a gateway,' : 'cut-off or broken JSON';
    throw new ResponseError(`HyperStudy sent ${what} instead of data (${status}, ${path}).`, {
      status,
      hint: 'Check the base URL; if it is right, try again later.',
    });
  }
}

function isTransient(error: unknown): error is HyperStudyError {
  if (error instanceof RateLimitError || error instanceof ServerError) return true;
  // Redirects and the like are ResponseErrors that come back the same; a broken body (2xx) may not.
  if (error instanceof ResponseError) return error.status !== undefined && error.status < 300;
  // A host that counts as down has had its tries.
  if (error instanceof ConnectionError) return error.code !== 'HOST_DOWN';
  return error instanceof TimeoutError;
}
