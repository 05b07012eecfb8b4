import { ConnectionError } from '../errors/connection-error.ts';
import type { HyperStudyError } from '../errors/hyperstudy-error.ts';
import { RateLimitError } from '../errors/rate-limit-error.ts';
import { ResponseError } from '../errors/response-error.ts';
import { ServerError } from '../errors/server-error.ts';
import { TimeoutError } from '../errors/timeout-error.ts';
import { UsageError } from '../errors/usage-error.ts';
import { parseBody, saysNo } from './answer-body.ts';
import { exchange, type RawAnswer } from './attempt.ts';
import type { Answer, CallOptions, Packed, Query, Received } from './call.ts';
import { Circuit } from './circuit.ts';
import type { Connection } from './connection.ts';
import { errorOf } from './failure.ts';
import { pauseBefore, retryAfter } from './retry.ts';
import { clockOffsetOf } from './server-clock.ts';

/** How often one request is refused with 429 and waits before that counts as a failure. */
const mostRateLimits = 20;

/** Sends requests: waits for the budget, tries again what may succeed, turns refusals into typed errors. */
export class Transport {
  readonly connection: Connection;
  /** Requests sent so far, tries included. */
  requests = 0;
  readonly #circuit: Circuit;
  #clockOffset: number | undefined;

  constructor(connection: Connection) {
    this.connection = connection;
    this.#circuit = new Circuit(connection.clock);
  }

  /**
   * How far the server's clock is ahead of ours, ms, by the latest answer; good to a second. undefined until an answer
   * has told its time.
   */
  get clockOffset(): number | undefined {
    return this.#clockOffset;
  }

  /** The server's time, ms since 1970: ours until an answer has told it. */
  serverNow(): number {
    return this.connection.clock.now() + (this.#clockOffset ?? 0);
  }

  /**
   * One request to a path below the base URL.
   * @throws {HyperStudyError} of the class that says what to do; the signal's reason when aborted.
   */
  async call(path: string, options: CallOptions = {}): Promise<Answer> {
    return (await this.#persist(path, options, (came) => this.#read(came, options))).answer;
  }

  /**
   * The same for an answer that may have to wait: it is kept as bytes until it is read. As records it takes several
   * times the memory, and what waits in that form costs the garbage collector time.
   */
  async fetch(path: string, options: CallOptions): Promise<Packed> {
    const read = (came: Came) => this.#read(came, options);
    const came = await this.#persist(path, options, (first) => {
      if (first.raw.status >= 300) read(first);
      return first;
    });
    return async () => {
      options.signal?.throwIfAborted();
      try {
        return read(came);
      } catch (error) {
        if (!isTransient(error)) throw error;
        return await this.#persist(path, options, read, error);
      }
    };
  }

  /** @param failure of a first try, where there was one */
  async #persist<T>(
    path: string,
    options: CallOptions,
    read: (came: Came) => T,
    failure?: HyperStudyError,
  ): Promise<T> {
    const { retry, clock, random, logger, baseUrl } = this.connection;
    const url = this.urlOf(path, options.query);
    // Not the whole path: the id of a participant may be in it.
    const place = endpointOf(url.pathname.slice(baseUrl.pathname.length));
    const mayRetry = (options.method ?? 'GET') === 'GET';
    let deadline = clock.now() + retry.deadline;
    let rateLimited = 0;
    let failed = failure;
    for (let attempt = 1; ; ) {
      try {
        if (failed !== undefined) throw failed;
        this.#circuit.check(url.host);
        deadline += await this.#waitForBudget(url, options.signal);
        return read(await this.#try(url, options));
      } catch (error) {
        failed = undefined;
        if (!mayRetry || !isTransient(error)) throw error;
        if (error instanceof RateLimitError) {
          // The budget now holds everyone back; waiting there is no failed try.
          rateLimited += 1;
          if (error.retryAfter > retry.longestRetryAfter || rateLimited > mostRateLimits) throw error;
          logger.warn('Rate limit hit; waiting', { path: place, wait: error.retryAfter });
          continue;
        }
        attempt += 1;
        const asked = error instanceof ServerError ? (error.retryAfter ?? 0) : 0;
        const pause = Math.max(asked, pauseBefore(attempt, retry, random));
        if (attempt > retry.attempts || clock.now() + pause > deadline) throw error;
        logger.info('Trying again', { path: place, attempt, pause, error: error.message });
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

  /** @returns how long that took, ms */
  async #waitForBudget(url: URL, signal: AbortSignal | undefined): Promise<number> {
    const { budget, clock, baseUrl } = this.connection;
    const since = clock.now();
    await budget.acquire(endpointOf(url.pathname.slice(baseUrl.pathname.length)), signal);
    return clock.now() - since;
  }

  async #try(url: URL, options: CallOptions): Promise<Came> {
    const { budget, clock, retry } = this.connection;
    this.requests += 1;
    const sent = clock.now();
    const raw = await exchange(this.connection, url, options).catch((error: unknown) => {
      if (error instanceof ConnectionError || error instanceof TimeoutError)
        this.#circuit.failed(url.host, error);
      throw error;
    });
    this.#circuit.reached();
    this.#clockOffset = clockOffsetOf(raw.header, sent, clock.now()) ?? this.#clockOffset;
    const wait = waitOf(raw, clock.now());
    // Longer than one may wait: this request fails, and so may others, but none waits in silence.
    if (raw.status === 429 && wait !== undefined && wait <= retry.longestRetryAfter) budget.pause(wait);
    options.signal?.throwIfAborted();
    return { raw, path: url.pathname, wait };
  }

  /** @throws {HyperStudyError} for an answer that says no, or that is none */
  #read({ raw, path, wait }: Came, options: CallOptions): Received {
    const { redact } = this.connection;
    const requestId = raw.header('x-request-id') ?? raw.header('x-cloud-trace-context');
    const text = raw.bytes.toString();
    const plain = options.as === 'text' && raw.status < 300;
    const body = plain ? text : parseBody(text, redact(path), raw.status, redact(requestId ?? ''));
    if (raw.status >= 300 || saysNo(body)) {
      const refusal = { status: raw.status, body, requestId, retryAfter: wait, path, needs: options.needs };
      throw errorOf(refusal, redact);
    }
    return { answer: { body, status: raw.status, headers: raw.headers, requestId }, bytes: raw.bytes };
  }
}

/** What one try brought. */
interface Came {
  readonly raw: RawAnswer;
  readonly path: string;
  /** How long the server asks to wait, ms. */
  readonly wait: number | undefined;
}

/** How long the server asks to wait, ms: after 429 a minute where it doesn't say. */
function waitOf(raw: RawAnswer, now: number): number | undefined {
  if (raw.status < 400) return undefined;
  const asked = retryAfter(raw.header('retry-after'), now, raw.header('date'));
  return asked ?? (raw.status === 429 ? 60_000 : undefined);
}

/** Route family that the minute limit counts, e.g. data/events or experiments (inferred). */
export function endpointOf(path: string): string {
  const parts = path.split('/').filter((part) => part !== '');
  const family = parts[1] === 'ratings' || parts[2] === 'download' ? 3 : 2;
  return parts[0] === 'data' ? parts.slice(0, family).join('/') : (parts[0] ?? '');
}

function isTransient(error: unknown): error is HyperStudyError {
  if (error instanceof RateLimitError || error instanceof ServerError) return true;
  // A broken body (2xx) may come whole next time; a redirect comes back the same.
  if (error instanceof ResponseError) return error.status !== undefined && error.status < 300;
  // A host that counts as down has had its tries.
  if (error instanceof ConnectionError) return error.code !== 'HOST_DOWN';
  return error instanceof TimeoutError;
}
