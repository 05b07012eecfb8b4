import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../clock.ts';
import type { ApiKey } from '../keys.ts';
import { holds } from '../keys.ts';
import { count, type Stats } from '../stats.ts';
import type { Storage } from '../storage/storage.ts';
import { organizationId } from '../study/entities.ts';
import type { Study } from '../study/study.ts';
import type { Answer, Reply } from './answer.ts';
import { ApiError, errorBody, forbidden, notFound, unauthorized } from './api-error.ts';
import { dataRoutes } from './data-routes.ts';
import { csv, ndjson } from './formats.ts';
import { Parameters } from './parameters.ts';
import { resourceRoutes } from './resource-routes.ts';
import { findRoute, type Route } from './route.ts';
import { specialRoutes } from './special-routes.ts';

export interface ApiOptions {
  readonly study: Study;
  readonly storage: Storage;
  readonly keys: readonly ApiKey[];
  readonly clock: Clock;
  readonly stats: Stats;
  readonly pageLimit: number;
  /** ms before each answer. */
  readonly latency: number;
  /** Ends waits when the sandbox closes. */
  readonly signal: AbortSignal;
}

export const basePath = '/api/v3';

// Special routes first: data/check-access/experiment/:id looks like a data type.
const routes: readonly Route[] = [...specialRoutes, ...dataRoutes(), ...resourceRoutes];

/** The API side. */
export class Api {
  readonly #options: ApiOptions;
  #requests = 0;

  constructor(options: ApiOptions) {
    this.#options = options;
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { latency, stats, signal } = this.#options;
    const started = performance.now();
    const id = `req_${String(++this.#requests).padStart(8, '0')}`;
    stats.requests++;
    const reply = this.#reply(request, started);
    if (latency > 0) await wait(latency, undefined, { signal });
    this.#send(response, reply, id);
  }

  #reply(request: IncomingMessage, started: number): Reply {
    try {
      return dressed(this.#answer(request), started);
    } catch (error) {
      if (error instanceof ApiError) return json(error.status, errorBody(error));
      const message = error instanceof Error ? error.message : String(error);
      return json(500, errorBody({ code: 'INTERNAL_SERVER_ERROR', message, details: undefined }));
    }
  }

  #answer(request: IncomingMessage): Answer {
    const { study, storage, pageLimit, clock, stats } = this.#options;
    const url = new URL(request.url ?? '/', 'http://api');
    const under = url.pathname.startsWith(`${basePath}/`) ? url.pathname.slice(basePath.length) : '/';
    const found = findRoute(routes, under);
    count(stats.byEndpoint, found?.route.family ?? 'unknown');
    const key = found?.route.open === true ? openKey : this.#authenticate(request);
    if (found === null) throw notFound('Route');
    if (request.method !== 'GET') {
      throw new ApiError(405, 'METHOD_NOT_ALLOWED', 'The sandbox is read-only: only GET is answered');
    }
    const { route, path } = found;
    if (route.scope !== null && !holds(key, route.scope)) {
      throw forbidden('The API key lacks a scope', { required: [route.scope], provided: key.scopes });
    }
    const query = new Parameters(url.searchParams);
    return route.answer({ study, storage, path, query, key, now: clock.now(), pageLimit });
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

  #send(response: ServerResponse, { status, headers, body }: Reply, id: string): void {
    const { stats, clock } = this.#options;
    const bytes = Buffer.from(body);
    count(stats.byStatus, status);
    stats.bytesSent += bytes.length;
    response.writeHead(status, {
      ...headers,
      date: new Date(clock.now()).toUTCString(),
      'x-request-id': id,
      'content-length': bytes.length,
    });
    response.end(bytes);
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

/** An answer in its envelope. */
function dressed({ data, metadata, rows, bare }: Answer, started: number): Reply {
  if (bare === true) return json(200, data);
  if (rows !== undefined) {
    const { type, write } = formats[rows.format];
    return { status: 200, headers: { 'content-type': `${type}; charset=utf-8` }, body: write(rows.list) };
  }
  if (metadata === undefined) return json(200, { status: 'success', data });
  const took = Math.ceil(performance.now() - started);
  const timed =
    metadata.processing === undefined
      ? {}
      : { processing: { ...metadata.processing, processingTimeMs: took } };
  return json(200, { status: 'success', metadata: { ...metadata, ...timed }, data });
}

const formats = {
  csv: { type: 'text/csv', write: csv },
  ndjson: { type: 'application/x-ndjson', write: ndjson },
} as const;

const json = (status: number, body: unknown): Reply => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
});
