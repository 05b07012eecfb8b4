import { dataType } from '@hyperstudy-workflows/core';
import type { Room } from '../study/rooms.ts';
import { iso } from '../study/rooms.ts';
import type { Row } from '../study/sequence.ts';
import { decisionDetail } from '../tables/agents.ts';
import type { TableName } from '../tables/tables.ts';
import { timelineOf } from '../tables/variables.ts';
import type { Answer } from './answer.ts';
import { kindOf, processing } from './data-metadata.ts';
import { rowsOf } from './page.ts';
import type { Call } from './route.ts';
import type { Target } from './target.ts';

/** Lists that come whole: variables, agent decisions (capped per room) and agent runs. */
export function unpaged(call: Call, table: TableName, target: Target): Answer {
  const type = dataType(table);
  const rooms = roomsOf(call, target);
  const scope = 'id' in target.rooms ? 'experiment' : 'room';
  const metadata = { ...kindOf(type), scope, scopeId: target.id, timestamp: iso(call.now) };
  const perRoom = rooms.map((room) => rowsIn(call, table, room));
  if (table === 'variables') {
    const [room] = rooms;
    return {
      data: perRoom.flat(),
      metadata: { ...metadata, ...(room === undefined ? {} : timelineOf(room)) },
    };
  }
  const more = { ...metadata, processing: processing(target) };
  if (table !== 'agent_decisions') return { data: perRoom.flat(), metadata: more };
  const limit = call.query.whole('limit', type.pageSize ?? 5000, 1);
  const detail = call.query.flag('detail') ?? false;
  const kept = perRoom.flatMap((rows) => rows.slice(0, limit));
  const truncated = perRoom.some((rows) => rows.length > limit);
  return {
    data: [...(detail ? kept.map(detailed) : kept), ...runs(call, rooms)],
    metadata: truncated ? { ...more, truncated } : more,
  };
}

const detailed = (row: Row): Row => decisionDetail({ ...row, id: String(row.id) });

/** Run rows come along with the decisions, marked as such and without what the runs endpoint adds. */
const runs = (call: Call, rooms: readonly Room[]): Row[] =>
  rooms
    .flatMap((room) => rowsIn(call, 'agent_runs', room))
    .map(({ roomStatus, orphaned, ...run }) => ({ _type: 'run', ...run }));

const roomsOf = ({ study, now }: Call, { rooms }: Target): readonly Room[] =>
  'id' in rooms
    ? Array.from({ length: study.roomCount(rooms, now) }, (_, index) => rooms.room(index))
    : rooms;

function rowsIn({ study, now }: Call, table: TableName, room: Room): Row[] {
  const everything = { conditions: {}, start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY, now };
  const records = study.records({ table, rooms: [room], ...everything });
  return rowsOf(records, { limit: records.length, offset: 0 });
}

/** Number of records of a table in one room for one participant. */
export function countIn(call: Call, table: TableName, room: Room, conditions: Row): number {
  const { study, now } = call;
  const span = { start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY, now };
  return study.records({ table, rooms: [room], conditions, ...span }).length;
}
