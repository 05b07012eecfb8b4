import type { RecordOf } from '@hyperstudy-workflows/core';
import { createdAt, iso, type Room } from '../study/rooms.ts';
import { listed } from '../study/sequence.ts';
import type { Table } from './context.ts';

/** Onset in ms at which a room that ran to its end closes. */
const endsAt = 667_000;

/** The room itself, as one record. */
export const rooms: Table = (room, { now }) => {
  const created = room.start + createdAt;
  if (room.live && created > now) return listed([]);
  const status = statusOf(room, now);
  const end = room.kind === 'lobby' || room.kind === 'abandoned' ? room.cut : endsAt;
  const row: RecordOf<'rooms'> = {
    id: room.id,
    experimentId: room.experimentId,
    ...(room.deployment === null
      ? {}
      : { deploymentId: room.deployment.id, deploymentName: room.deployment.name }),
    status,
    participantCount: room.people.length,
    createdAt: iso(created),
    startedAt: room.kind === 'lobby' || (room.live && now < room.start) ? null : iso(room.start),
    endedAt: status === 'active' ? null : iso(room.start + end),
  };
  return listed([{ time: created, row }]);
};

export function statusOf(room: Room, now: number): string {
  if (room.kind === 'active' || (room.live && now < room.start + endsAt)) return 'active';
  return room.kind === 'lobby' || room.kind === 'abandoned' ? 'abandoned' : 'completed';
}
