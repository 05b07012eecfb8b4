import type { RecordOf } from '@hyperstudy-workflows/core';
import { iso, type Room } from '../study/rooms.ts';
import { listed } from '../study/sequence.ts';
import type { Context, Table } from './context.ts';

type Outcome = Pick<RecordOf<'participants'>, 'status' | 'completionCode' | 'completionOutcome'>;

const done: Outcome = { status: 'completed', completionCode: 'SUCCESS', completionOutcome: 'completed' };
const running: Outcome = { status: 'active', completionCode: 'IN_PROGRESS' };
/** Onset in ms at which a participant has answered everything. */
const completedAt = 665_000;

/** Who took part and how it ended. */
export const participants: Table = (room, context) => {
  const rows = room.people.map((person, turn) => {
    const joined = room.start - 400_000 + turn * 38_000;
    const { completed, ...outcome } = outcomeOf(room, turn, context);
    const row: RecordOf<'participants'> = {
      id: person.id,
      // Agents and older rooms have no address.
      email: room.kind === 'agents' || (room.kind === 'older' && turn === 1) ? null : person.email,
      role: person.role,
      ...outcome,
      joinedAt: iso(joined),
      completedAt: completed === null ? null : iso(room.start + completed),
      roomId: room.id,
      ...(room.deployment === null ? {} : { deploymentId: room.deployment.id }),
      experimentId: room.experimentId,
    };
    return { time: joined, row };
  });
  return listed(room.live ? rows.filter(({ time }) => time <= context.now) : rows);
};

function outcomeOf(room: Room, turn: number, { now }: Context): Outcome & { completed: number | null } {
  switch (room.kind) {
    case 'lobby':
      // Releases spell this code in two ways: NOCONSENT and NO_CONSENT.
      return turn === 0
        ? {
            status: 'disconnected',
            completionCode: 'NOCONSENT',
            completionOutcome: 'no_consent',
            completed: -370_000,
          }
        : {
            status: 'disconnected',
            completionCode: 'TIMEOUT',
            completionOutcome: 'waiting_room',
            completed: room.cut,
          };
    case 'abandoned':
      return turn === 0
        ? { status: 'disconnected', completionCode: 'ABANDONED', completionOutcome: 'left', completed: null }
        : {
            status: 'disconnected',
            completionCode: 'TECHNICAL',
            completionOutcome: 'DISCONNECT_TIMEOUT',
            completed: room.cut,
          };
    case 'active':
      return { ...running, completed: null };
    case 'older':
      return {
        ...done,
        completionCode: turn === 0 ? 'SUCCESS' : 'COMPLETED_NO_CODE',
        completed: completedAt,
      };
    default:
      return room.live && now < room.start + completedAt
        ? { ...running, completed: null }
        : { ...done, completed: completedAt + turn * 900 };
  }
}
