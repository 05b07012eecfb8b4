import type { ApiKey } from '../keys.ts';
import type { Storage } from '../storage/storage.ts';
import type { Changes } from '../study/changes.ts';
import type { Study } from '../study/study.ts';
import type { Answer } from './answer.ts';
import { ApiError } from './api-error.ts';
import type { Parameters } from './parameters.ts';

/** Path of the API on its server. */
export const basePath = '/api/v3';

/** What a route needs to answer. */
export interface Call {
  readonly study: Study;
  readonly storage: Pick<Storage, 'sign'>;
  /** Changes lists while they are read; null: they stay as they are. */
  readonly changes: Changes | null;
  /** Path of the request: which list it is. */
  readonly pathname: string;
  /** Values of the :names in the pattern, decoded. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: Parameters;
  readonly key: ApiKey;
  /** Epoch ms. */
  readonly now: number;
  /** Most rows on a page. */
  readonly pageLimit: number;
}

export interface Route {
  /** Path below the base URL; :name stands for one segment. */
  readonly pattern: string;
  /** Requests of one family share the per-minute limit. */
  readonly family: string;
  /** Scope a key needs; null: any key will do. */
  readonly scope: string | null;
  /** True: answers without a key. */
  readonly open?: boolean;
  readonly answer: (call: Call) => Answer;
}

/** Finds the route of a path. Ids are decoded after the path is cut, so an encoded slash stays in its id. */
export function findRoute(routes: readonly Route[], pathname: string) {
  const segments = pathname.split('/').filter((segment) => segment !== '');
  for (const route of routes) {
    const path = match(route.pattern.split('/'), segments);
    if (path !== null) return { route, path };
  }
  return null;
}

function match(pattern: readonly string[], segments: readonly string[]): Record<string, string> | null {
  if (pattern.length !== segments.length) return null;
  const path: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const segment = segments[index] ?? '';
    if (expected.startsWith(':')) path[expected.slice(1)] = decoded(segment);
    else if (expected !== segment) return null;
  }
  return path;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new ApiError(400, 'VALIDATION_ERROR', 'The path is not well encoded');
  }
}
