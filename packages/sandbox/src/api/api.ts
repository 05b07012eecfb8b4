import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../clock.ts';
import { deliver, deliverFaulty } from '../faults/deliver.ts';
import type { FaultPlan } from '../faults/fault-plan.ts';
import type { ApiKey } from '../keys.ts';
import { holds } from '../keys.ts';
import { count, type Stats } from '../stats.ts';
import type { Storage } from '../storage/storage.ts';
import type { Changes } from '../study/changes.ts';
import { organizationId } from '../study/entities.ts';
import type { Study } from '../study/study.ts';
import type { Answer, Reply } from './answer.ts';
import { ApiError, errorBody, forbidden, notFound, tooManyRequests, unauthorized } from './api-error.ts';
import { dataRoutes } from './data-routes.ts';
import { type EnvelopeSpec, envelopeOf } from './envelope.ts';
import { csv, ndjson } from './formats.ts';
import { Parameters } from './parameters.ts';
import { RateLimit, type RateLimits } from './rate-limit.ts';
import { resourceRoutes } from './resource-routes.ts';
import { basePath, findRoute, type Route } from './route.ts';
import { specialRoutes } from './special-routes.ts';

export interface ApiOptions {
  readonly seed: number;
  readonly study: Study;
  readonly storage: Storage;
  readonly keys: readonly ApiKey[];
  readonly clock: Clock;
  readonly stats: Stats;
  readonly pageLimit: number;
  /** ms before each answer. */
  readonly latency: number;
  readonly rateLimits: RateLimits | null;
  readonly faults: FaultPlan | null;
  readonly envelope: EnvelopeSpec | null;
  readonly changes: Changes | null;
  /** Ends waits when the sandbox closes. */
  readonly signal: AbortSignal;
}

// Special routes first: data/check-access/experiment/:id looks like a data type.
const routes: readonly Route[] = [...specialRoutes, ...dataRoutes(), ...resourceRoutes];

/** The API side. */
export class Api {
  readonly #options: ApiOptions;
  readonly #limit: RateLimit | null;
  #requests = 0;

  constructor(options: ApiOptions) {
    this.#options = options;
    this.#limit = options.rateLimits === null ? null : new RateLimit(options.rateLimits);
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { latency, stats, clock, faults, signal } = this.#options;
    const started = performance.now();
    const id = `req_${String(++this.#requests).padStart(8, '0')}`;
    const url = request.url ?? '/';
    stats.requests++;
    const { status, headers, body } = this.#reply(request, url, started);
    if (latency > 0) await wait(latency, undefined, { signal });
    const always = { date: new Date(clock.now()).toUTCString(), 'x-request-id': id };
    const delivery = { response, url, status, headers: { ...headers, ...always }, body: Buffer.from(body) };
    // Only what would have worked can fail: a wrong key stays a wrong key.
    const fault = status === 200 ? faults?.forApi(url) : null;
    stats.bytesSent += delivery.body.length;
    if (faults === null || fault === null || fault === undefined) deliver(delivery);
    else await deliverFaulty(delivery, fault, faults, clock, signal);
    count(stats.byStatus, response.statusCode);
  }

  #reply(request: IncomingMessage, url: string, started: number): Reply {
    try {
      const { pathname, searchParams } = new URL(url, 'http://api');
      return this.#dressed(this.#answer(request, pathname, searchParams), pathname, started);
    } catch (error) {
      if (error instanceof ApiError) return json(error.status, errorBody(error), error.headers);
      const message = error instanceof Error ? error.message : String(error);
      return json(500, errorBody({ code: 'INTERNAL_SERVER_ERROR', message, details: undefined }));
    }
  }

  #answer(request: IncomingMessage, pathname: string, searchParams: URLSearchParams): Answer {
    const { study, storage, pageLimit, clock, stats, changes } = this.#options;
    const now = clock.now();
    const under = pathname.startsWith(`${basePath}/`) ? pathname.slice(basePath.length) : '/';
    const found = findRoute(routes, under);
    count(stats.byEndpoint, found?.route.family ?? 'unknown');
    const key = found?.route.open === true ? openKey : this.#authenticate(request);
    if (found === null) throw notFound('Route');
    if (request.method !== 'GET') {
      throw new ApiError(405, 'METHOD_NOT_ALLOWED', 'The sandbox is read-only: only GET is answered');
    }
    const { route, path } = found;
    if (route.open !== true) this.#pass(key, route.family, now);
    if (route.scope !== null && !holds(key, route.scope)) {
      throw forbidden('The API key lacks a scope', { required: [route.scope], provided: key.scopes });
    }
    const query = new Parameters(searchParams);
    return route.answer({ study, storage, changes, pathname, path, query, key, now, pageLimit });
  }

  #pass(key: ApiKey, family: string, now: number): void {
    const wait = this.#limit?.take(key.key, family, now) ?? 0;
    if (wait === 0) return;
    this.#options.stats.rateLimited++;
    throw tooManyRequests(wait);
  }

  #authenticate({ headers }: IncomingMessage): ApiKey {
    const given = headers['x-api-key'];
    if (given === undefined) throw unauthorized('No API key: send it as X-API-Key');
    const key = this.#options.keys.find((known) => known.key === given);
    if (key === undefined) throw unauthorized('The API key is not valid');
    if (key.expired) throw unauthorized('The API key has expired');
    const organization = headers['x-organization-id'];
    if (organization !== undefined && organization !== organizationId) {
      throw forbidden('The API key does not belong to this organization', { organizationId: organization });
    }
    return key;
  }

  /** An answer in its envelope, or as plain rows. */
  #dressed(answer: Answer, path: string, started: number): Reply {
    const { envelope, seed } = this.#options;
    const { data, metadata, rows, bare } = answer;
    if (bare === true) return json(200, data);
    if (rows !== undefined) {
      const { type, write } = formats[rows.format];
      return { status: 200, headers: { 'content-type': `${type}; charset=utf-8` }, body: write(rows.list) };
    }
    const took = Math.ceil(performance.now() - started);
    const timed =
      metadata?.processing === undefined
        ? answer
        : { data, metadata: { ...metadata, processing: { ...metadata.processing, processingTimeMs: took } } };
    return json(200, envelopeOf(timed, path, envelope, seed));
  }
}

/** Stands in where no key is asked for. */
const openKey: ApiKey = {
  name: 'full',
  key: '',
  scopes: [],
  experimentIds: [],
  canExport: false,
  expired: false,
};

const formats = {
  csv: { type: 'text/csv', write: csv },
  ndjson: { type: 'application/x-ndjson', write: ndjson },
} as const;

const json = (status: number, body: unknown, headers: Reply['headers'] = {}): Reply => ({
  status,
  headers: { ...headers, 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
});
