import type { RecordOf } from '@hyperstudy-workflows/core';
import { between, code } from '../random.ts';
import { iso, type Room } from '../study/rooms.ts';
import { scriptOf, states } from '../study/script.ts';
import { empty, listed } from '../study/sequence.ts';
import type { Table } from './context.ts';

type Decision = RecordOf<'agent_decisions'>;

const model = { model: 'm-large', provider: 'custom' } as const;

/** What the agents of a room decided: one decision per message, and one answer at the end. */
export const agentDecisions: Table = (room) => {
  if (room.kind !== 'agents') return empty;
  const sequence = new Map<string, number>();
  const next = (id: string): number => {
    const seq = (sequence.get(id) ?? 0) + 1;
    sequence.set(id, seq);
    return seq;
  };
  const said = scriptOf(room).messages.map(({ onset, sender, text }) =>
    decision(room, onset, sender.id, next(sender.id), {
      turnKind: 'chat',
      action: 'send_message',
      value: text,
    }),
  );
  const answered = room.people.map(({ id }, turn) =>
    decision(room, 614_000 + turn * 2_000, id, next(id), {
      turnKind: 'component',
      action: 'respond',
      value: 5 + turn,
    }),
  );
  return listed([...said, ...answered]);
};

function decision(room: Room, onset: number, participantId: string, seq: number, facts: Partial<Decision>) {
  const state = facts.turnKind === 'chat' ? states.talk : states.likert;
  const tokens = (name: string, low: number, high: number): number =>
    between(low, high, room.seed, name, room.index, participantId, seq);
  const row: Decision = {
    _type: 'decision',
    id: `${participantId}_${seq}`,
    participantId,
    roomId: room.id,
    seq,
    stateId: state.id,
    stateName: state.name,
    ...facts,
    ...model,
    latencyMs: tokens('latency', 900, 4_000),
    inputTokens: tokens('input', 1_200, 2_400),
    outputTokens: tokens('output', 4, 60),
    timestamp: iso(room.start + onset),
  };
  return { time: room.start + onset, row };
}

/** The same decision with what led to it; only sent when asked for. */
export function decisionDetail({ _type, ...row }: Decision): Decision {
  return {
    ...row,
    prompt: [{ role: 'system', content: 'You are a viewer of a film.' }],
    reasoning: 'The other one asked about the boat, so I answer that.',
    chain: [
      { stage: 'perceive', output: 'a question' },
      { stage: 'decide', output: row.value ?? null },
    ],
    peerModelSnapshot: { mood: 'curious', trust: 0.7 },
    predictionUpdate: { predictionError: 0.12 },
  };
}

/** One run per agent. The second agent of every other such room never came back: its run is orphaned. */
export const agentRuns: Table = (room) => {
  if (room.kind !== 'agents') return empty;
  const rows = room.people.map(({ id }, turn) => {
    const orphaned = turn === 1;
    const row: RecordOf<'agent_runs'> = {
      id,
      participantId: id,
      roomId: room.id,
      personaId: `per_0${turn + 1}`,
      ...model,
      seed: 7 + turn,
      totalInputTokens: between(6_000, 12_000, room.seed, 'run', room.index, turn),
      totalOutputTokens: 140 + turn,
      totalCostUsd: 0.012,
      turns: scriptOf(room).messages.filter(({ sender }) => sender.id === id).length,
      codeCommitSha: code(9, room.seed, 'commit').toLowerCase(),
      roomStatus: 'completed',
      orphaned,
      startedAt: iso(room.start + turn * 250),
      endedAt: orphaned ? null : iso(room.start + 640_000),
    };
    return { time: room.start + turn * 250, row };
  });
  return listed(rows);
};
