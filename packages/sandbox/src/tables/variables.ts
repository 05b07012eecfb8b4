import type { RecordOf } from '@hyperstudy-workflows/core';
import type { Room } from '../study/rooms.ts';
import { states, warmups } from '../study/script.ts';
import { listed } from '../study/sequence.ts';
import type { Table } from './context.ts';

type Write = RecordOf<'variables'>;

const names = ['condition', 'warmup', 'topic'] as const;

/** Writes to the experiment's variables, in time order. */
export const variables: Table = (room) =>
  listed(writesOf(room).map(({ onset, row }) => ({ time: room.start + onset, row })));

function writesOf(room: Room): { onset: number; row: Write }[] {
  const write = (onset: number, variable: string, value: unknown, source: string, persisted = true) => ({
    onset,
    row: { roomId: room.id, variable, value, source, persisted },
  });
  if (room.kind === 'agents') {
    return [
      write(-1, 'condition', 'agents', 'seed'),
      write(420_000, 'topic', { name: 'harbour', turns: 5 }, 'agent'),
    ];
  }
  const answers = warmups(room)
    .filter(({ onset }) => onset < room.cut)
    .map(({ onset, text }) => write(onset, 'warmup', text, 'human'));
  // The second writer came too late: the write is logged, but the first one stands.
  const last = answers.at(-1);
  if (last !== undefined && answers.length > 1) last.row.persisted = false;
  return [write(-1, 'condition', 'paired', 'seed'), ...answers];
}

/** What the variables endpoint says beside its rows: one line per state, filled forward. */
export function timelineOf(room: Room): Record<string, unknown> {
  const writes = writesOf(room);
  const used = names.filter((name) => writes.some(({ row }) => row.variable === name));
  const timeline = Object.values(states)
    .filter(({ onset }) => onset < room.cut)
    .map((state, index, all) => {
      const until = all[index + 1]?.onset ?? Number.POSITIVE_INFINITY;
      const values = used.map((name) => {
        const past = writes.filter(
          ({ onset, row }) => row.variable === name && row.persisted && onset < until,
        );
        return [name, past.at(-1)?.row.value ?? null];
      });
      return { stateId: state.id, ...Object.fromEntries(values) };
    });
  const dropped = writes
    .filter(({ row }) => !row.persisted)
    .map(({ row }) => ({ variable: row.variable, reason: 'already written in this state' }));
  return {
    timeline,
    variableNames: used,
    matrixColumns: ['stateId', ...used],
    droppedWrites: dropped,
    mode: 'replay',
  };
}
