import { type DataTypeDefinition, filters, type ScopeKind } from '@hyperstudy-workflows/core';
import { iso } from '../study/rooms.ts';
import type { Sequence } from '../study/sequence.ts';
import type { Answer } from './answer.ts';
import { type Page, paginationOf } from './page.ts';
import type { Call } from './route.ts';
import type { Target } from './target.ts';

export interface DataFacts {
  readonly type: DataTypeDefinition;
  readonly scope: ScopeKind;
  readonly target: Target;
  readonly page: Page;
  readonly sort: string | null;
  readonly order: string;
  readonly rows: Sequence;
  readonly returned: number;
}

/** What a page of records says about itself. */
export function dataMetadata(call: Call, facts: DataFacts): Answer['metadata'] {
  const { type, scope, target, page, sort, order, rows, returned } = facts;
  return {
    ...kindOf(type),
    scope,
    scopeId: target.id,
    timestamp: iso(call.now),
    query: {
      ...echo(call, type),
      limit: page.limit,
      offset: page.offset,
      ...(sort === null ? {} : { sort, order }),
    },
    pagination: paginationOf(rows.length, returned, page),
    processing: processing(target),
    _warnings: [],
  };
}

/** ratings/sparse is the data type ratings of the rating type sparse; agent-runs is agentRuns. */
export function kindOf({ path }: Pick<DataTypeDefinition, 'path'>): {
  dataType: string;
  ratingType?: string;
} {
  const [family = path, kind] = path.split('/');
  const dataType = family.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  return kind === undefined ? { dataType } : { dataType, ratingType: kind };
}

/** The query as the server understood it; what wasn't asked for is null. */
function echo({ query }: Call, type: DataTypeDefinition): Record<string, unknown> {
  const params = type.filters.map((name) => filters[name].param);
  const said = Object.fromEntries(params.map((param) => [param, query.text(param) ?? null]));
  const roomId = query.text('roomId');
  return roomId === undefined ? said : { ...said, roomId };
}

/** Onsets count from experimentStartedAt; over several rooms, there is no one such time. */
export function processing({ rooms }: Pick<Target, 'rooms'>): Record<string, unknown> {
  const only = 'id' in rooms || rooms.length !== 1 ? undefined : rooms[0];
  return {
    ...(only === undefined ? {} : { experimentStartedAt: iso(only.start) }),
    processingTimeMs: 1,
    enriched: true,
    version: '3.0.0',
  };
}
