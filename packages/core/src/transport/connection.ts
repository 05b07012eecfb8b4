import type { Dispatcher } from 'undici';
import type { RateBudget } from '../budget/rate-budget.ts';
import { type BudgetOption, budgetFor } from '../budget/shared-budgets.ts';
import { type Clock, systemClock } from '../environment/clock.ts';
import { type Logger, silentLogger } from '../environment/logger.ts';
import { isLoopback } from '../environment/loopback.ts';
import { createRedact, type Redact } from '../environment/redact.ts';
import { UsageError } from '../errors/usage-error.ts';
import { checkedKey } from './api-key.ts';
import { dispatcherFor, proxyPasswords } from './proxy.ts';
import { type RetryOptions, type RetryPolicy, retryPolicy } from './retry.ts';

export { isLoopback };

/** Base URL of the service. */
export const productionUrl = 'https://api.hyperstudy.io/api/v3';

/** How to reach HyperStudy. Everything has a default but the key. */
export interface ConnectionOptions {
  /** API key, hst_live_... or hst_test_... Default: HYPERSTUDY_API_KEY. */
  apiKey?: string;
  /** Base URL, ending in /api/v3. Default: HYPERSTUDY_BASE_URL, else production. */
  baseUrl?: string;
  /** Organization for data shared across organizations. Default: HYPERSTUDY_ORGANIZATION_ID, else none. */
  organizationId?: string;
  /** Time for one answer, ms. Default 30,000; listing recordings always gets 300,000. */
  timeout?: number;
  /** Tries and their pauses. */
  retry?: RetryOptions;
  /**
   * Requests per minute and hour, or a budget to share. Default: the documented limits (100 per minute and
   * endpoint, 1,000 per hour), none for a server on this machine; HYPERSTUDY_BUDGET overrides.
   */
  budget?: BudgetOption;
  /**
   * undici dispatcher. Default: keep-alive connections, through the proxy of HTTP(S)_PROXY / NO_PROXY, but straight to
   * a server on this machine.
   */
  dispatcher?: Dispatcher;
  /** Default: silent. */
  logger?: Logger;
  /** Default: the system's. */
  clock?: Clock;
  /** From 0 to 1, for jitter. Default: Math.random. */
  random?: () => number;
}

/** A connection with all defaults filled in. */
export interface Connection {
  /** Not enumerable: a connection that is printed or turned into JSON doesn't show it. */
  readonly apiKey: string;
  readonly baseUrl: URL;
  readonly organizationId: string | undefined;
  readonly timeout: number;
  readonly retry: RetryPolicy;
  readonly budget: RateBudget;
  readonly dispatcher: Dispatcher;
  /** Whether closing the client closes the dispatcher. */
  readonly ownsDispatcher: boolean;
  readonly logger: Logger;
  readonly clock: Clock;
  /** From 0 to 1, for jitter. */
  readonly random: () => number;
  readonly redact: Redact;
}

/** @throws {AuthenticationError | UsageError} for a key or setting that can't work. */
export function connect(options: ConnectionOptions, env: NodeJS.ProcessEnv = process.env): Connection {
  const logger = options.logger ?? silentLogger;
  const clock = options.clock ?? systemClock;
  const apiKey = checkedKey(options.apiKey ?? env.HYPERSTUDY_API_KEY, logger);
  const baseUrl = checkedBaseUrl(options.baseUrl ?? (env.HYPERSTUDY_BASE_URL || productionUrl));
  if (baseUrl.protocol === 'http:' && !isLoopback(baseUrl)) {
    logger.warn('The base URL is not https: the API key travels in clear text.', { host: baseUrl.host });
  }
  const settings: Omit<Connection, 'apiKey'> = {
    baseUrl,
    organizationId: options.organizationId ?? (env.HYPERSTUDY_ORGANIZATION_ID || undefined),
    timeout: checkedTimeout(options.timeout ?? 30_000),
    retry: retryPolicy(options.retry),
    budget: budgetFor({ apiKey, baseUrl, option: options.budget ?? env.HYPERSTUDY_BUDGET, clock, logger }),
    dispatcher: options.dispatcher ?? dispatcherFor(baseUrl, env),
    ownsDispatcher: options.dispatcher === undefined,
    logger,
    clock,
    random: options.random ?? Math.random,
    redact: createRedact([apiKey, ...proxyPasswords(env)]),
  };
  return Object.defineProperty({ apiKey, ...settings }, 'apiKey', { enumerable: false });
}

function checkedTimeout(timeout: number): number {
  if (timeout > 0) return timeout;
  throw new UsageError('timeout must be a number of milliseconds above 0.');
}

function checkedBaseUrl(text: string): URL {
  const hint = `It should look like ${productionUrl}.`;
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new UsageError('The base URL is not a URL.', { hint });
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new UsageError('The base URL must start with https:// (or http:// for a local server).', { hint });
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new UsageError('The base URL must hold no user, password, query or fragment.', { hint });
  }
  // A host alone is a common shorthand.
  url.pathname = url.pathname === '/' ? '/api/v3' : url.pathname.replace(/\/+$/, '');
  return url;
}
