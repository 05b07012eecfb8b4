import type { RecordOf } from '@hyperstudy-workflows/core';
import { fill, padded, type Spot } from '../study/fill.ts';
import { momentFields, type Room, roomFields } from '../study/rooms.ts';
import { filmStop, type Script, scriptOf, states } from '../study/script.ts';
import { chain, empty, listed, type Sequence, slice } from '../study/sequence.ts';
import type { Beat } from './beat.ts';
import type { Table } from './context.ts';
import { afterBeats } from './events-after.ts';
import { agentBeats } from './events-agents.ts';
import { beforeBeats } from './events-before.ts';
import { watchBeats } from './events-watch.ts';

/** The story of a room in events, and slider updates between them where more rows are asked for. */
export const events: Table = (room, { quota }) => {
  const told = storyOf(room);
  const wanted = quota('events', room);
  if (wanted === undefined || wanted === told.length) return told;
  if (wanted < told.length) return slice(told, 0, wanted);
  return weave(told, updates(room, scriptOf(room), wanted - told.length));
};

/** Events that a room has without any filling. */
export const naturalEvents = (room: Room): number => storyOf(room).length;

function storyOf(room: Room): Sequence {
  const script = scriptOf(room);
  const beats = room.kind === 'agents' ? agentBeats(room, script) : pairBeats(room, script);
  const happened = beats.filter(({ onset }) => onset < room.cut).sort((a, b) => a.onset - b.onset);
  return listed(
    happened.map((beat, index) => ({ time: room.start + beat.onset, row: record(room, beat, index) })),
  );
}

function pairBeats(room: Room, script: Script): Beat[] {
  const beats = [...beforeBeats(room), ...watchBeats(room, script), ...afterBeats(room, script)];
  if (room.kind !== 'abandoned') return beats;
  const [left, other] = room.people;
  const fields = { category: 'system', eventType: 'participant.disconnected' } as const;
  return [
    ...beats,
    { onset: filmStop(room), person: left, fields: { ...fields, content: 'left the experiment' } },
    { onset: room.cut - 1, person: other, fields: { ...fields, content: 'connection lost' } },
  ];
}

const record = (room: Room, { onset, person, fields }: Beat, index: number): RecordOf<'events'> => ({
  id: `evt_${room.tag}_${padded(index, 4)}`,
  ...roomFields(room),
  ...(person === undefined ? {} : { participantId: person.id, participantRole: person.role }),
  ...fields,
  // Only what a client measured is corrected for its clock.
  ...(person === undefined || onset < 0
    ? {}
    : { rawOnset: onset + person.clockOffset, clockOffsetApplied: person.clockOffset }),
  ...momentFields(room, onset),
});

/** Updates of the rating slider while the film plays. */
function updates(room: Room, { playback }: Script, count: number): Sequence[] {
  const people = room.people.map(({ id }) => id);
  const row = ({ index, onset, position, turn }: Spot): RecordOf<'events'> => ({
    id: `evt_${room.tag}_u${padded(index)}`,
    ...roomFields(room),
    participantId: people[turn],
    participantRole: room.people[turn]?.role,
    eventType: 'component.update',
    category: 'component',
    componentType: 'continuous_rating',
    componentId: 'gc_valence',
    content: null,
    stateId: states.clip.id,
    ...momentFields(room, onset),
    value: { position, rating: (index * 7) % 101 },
  });
  return fill({ room, count, playback, people, row });
}

/** The film plays where the story is silent, so each stretch goes between two parts of the story. */
function weave(told: Sequence, stretches: readonly Sequence[]): Sequence {
  const parts: Sequence[] = [];
  let from = 0;
  for (const stretch of stretches) {
    if (stretch.length === 0) continue;
    const to = countUntil(told, stretch.time(0), from);
    parts.push(from === to ? empty : slice(told, from, to), stretch);
    from = to;
  }
  parts.push(slice(told, from, told.length));
  return chain(parts);
}

function countUntil(told: Sequence, time: number, from: number): number {
  let index = from;
  while (index < told.length && told.time(index) <= time) index++;
  return index;
}
