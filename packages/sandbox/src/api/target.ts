import type { DataTypeDefinition, ScopeKind } from '@hyperstudy-workflows/core';
import type { Room } from '../study/rooms.ts';
import type { Query } from '../study/study.ts';
import { exportable, roomOf } from './access.ts';
import { badParameter, notFound } from './api-error.ts';
import type { Call } from './route.ts';

/** Whose records are asked for. */
export interface Target {
  readonly id: string;
  readonly rooms: Query['rooms'];
  readonly participant?: string;
}

const noRooms: readonly Room[] = [];

export function targetOf(call: Call, type: DataTypeDefinition, scope: ScopeKind): Target {
  const { study, key, now, query } = call;
  const id = call.path.id ?? '';
  const roomId = query.text('roomId');
  if (scope === 'room') return { id, rooms: [roomOf(study, id, key, now)] };
  if (scope === 'participant') {
    if (roomId === undefined)
      throw badParameter('roomId', null, 'the id of a room: required at participant scope');
    const room = roomOf(study, roomId, key, now);
    if (!room.people.some((person) => person.id === id)) throw notFound('Participant');
    return { id, rooms: [room], participant: id };
  }
  const experiment = exportable(study, id, key);
  if (roomId === undefined || !type.scopes.includes('room')) return { id, rooms: experiment };
  const room = roomOf(study, roomId, key, now);
  return { id, rooms: room.experimentId === id ? [room] : noRooms };
}
