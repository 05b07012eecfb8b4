import { type DataTypeDefinition, dataTypes, filters, type ScopeKind } from '@hyperstudy-workflows/core';
import { aggregated } from '../study/aggregate.ts';
import { type Sequence, slice } from '../study/sequence.ts';
import type { Query } from '../study/study.ts';
import { isTableName, type TableName } from '../tables/tables.ts';
import type { Answer } from './answer.ts';
import { badParameter } from './api-error.ts';
import { dataMetadata } from './data-metadata.ts';
import { pageOf, rowsOf } from './page.ts';
import type { Call, Route } from './route.ts';
import { sortOf } from './sort.ts';
import { type Target, targetOf } from './target.ts';
import { unpaged } from './unpaged.ts';

const scopes = ['experiment', 'room', 'participant'] as const satisfies readonly ScopeKind[];

/** /data/{type}/{scope}/{id} for every data type of the registry. Views are parts of events: no routes. */
export function dataRoutes(): Route[] {
  return Object.entries<DataTypeDefinition>(dataTypes).flatMap(([name, type]) =>
    isTableName(name)
      ? scopes.map((scope) => ({
          pattern: `data/${type.path}/${scope}/:id`,
          family: `/data/${type.path}`,
          // Where no scope is published, the sandbox asks for the most common one.
          scope: type.apiScope ?? 'read:events',
          answer: (call: Call) => answer(call, name, type, scope),
        }))
      : [],
  );
}

function answer(call: Call, table: TableName, type: DataTypeDefinition, scope: ScopeKind): Answer {
  if (!type.scopes.includes(scope)) {
    throw badParameter('scope', scope, type.scopes.join(', '));
  }
  const target = targetOf(call, type, scope);
  if (!type.paged) return unpaged(call, table, target);
  const page = pageOf(call, type.pageSize ?? 1000);
  const order = call.query.oneOf('order', ['asc', 'desc'], 'asc');
  const sort = sortOf(call.query, type, table);
  const format = call.query.oneOf('format', ['json', 'csv', 'ndjson'], 'json');
  const query = queryOf(call, table, type, target);
  const rows = slice(recordsOf(call, query, sort.field), 0, type.cap ?? Number.POSITIVE_INFINITY);
  const data = rowsOf(rows, page, order);
  const metadata = dataMetadata(call, {
    type,
    scope,
    target,
    page,
    sort: sort.name,
    order,
    rows,
    returned: data.length,
  });
  return format === 'json' ? { data, metadata } : { data, metadata, rows: { format, list: data } };
}

const always = { start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY } as const;

/** The filters that the registry gives this data type; others are ignored, as the API does. */
function queryOf({ query, now }: Call, table: TableName, type: DataTypeDefinition, target: Target): Query {
  const conditions: Record<string, unknown> = {};
  for (const name of type.filters) {
    const { param, kind } = filters[name];
    if (kind === 'time' || kind === 'ms' || param === 'deploymentId') continue;
    const value = kind === 'flag' ? query.flag(param) : query.text(param);
    if (value !== undefined) conditions[param] = value;
  }
  if (target.participant !== undefined) {
    conditions[table === 'chat' ? 'senderId' : 'participantId'] = target.participant;
  }
  const timed = type.filters.includes('start');
  return {
    table,
    rooms: target.rooms,
    deployment: query.text(filters.deployment.param),
    conditions,
    start: (timed ? query.time(filters.start.param) : undefined) ?? Number.NEGATIVE_INFINITY,
    end: (timed ? query.time(filters.end.param) : undefined) ?? Number.POSITIVE_INFINITY,
    now,
  };
}

function recordsOf(call: Call, wanted: Query, sort: string | undefined): Sequence {
  const { study, query, changes, pathname } = call;
  const window = wanted.table === 'sync' ? query.whole(filters.aggregationWindow.param, 0, 1) : 0;
  if (window > 0) return aggregated(study.records(wanted), window);
  const records = study.records({ ...wanted, sort });
  if (changes === null || sort !== undefined) return records;
  const { table, rooms, now } = wanted;
  const whole = () => study.records({ table, rooms, now, conditions: {}, ...always });
  return changes.seen(pathname, records, whole);
}
