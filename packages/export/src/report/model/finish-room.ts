import { cut } from './limits.ts';
import type { Curve, EventLane, Room, RoomDetail, RoomOverview, StateSpan } from './report-model.ts';
import type { CurveDraft, ParticipantDraft, RoomDraft } from './room-draft.ts';

/** The room as the page shows it. */
export function finishRoom(room: RoomDraft, roomTypes: readonly string[]): Room {
  return { overview: overviewOf(room, roomTypes), detail: detailOf(room) };
}

/** Moment that its content began, as near as is known. */
export const startOf = (room: RoomDraft): number | null =>
  room.started ?? room.anchor ?? (Number.isFinite(room.first) ? room.first : room.created);

function overviewOf(room: RoomDraft, roomTypes: readonly string[]): RoomOverview {
  const { status, deployment, expected, ended, last } = room;
  const active = status !== null && /active|waiting|running|progress/i.test(status);
  return {
    ...{ id: cut(room.id), status, deployment, expected },
    start: startOf(room),
    end: ended ?? (Number.isFinite(last) && !active ? last : null),
    participants: room.participants.map(({ id }) => cut(id)),
    counts: roomTypes.map((type) => room.rows.get(type) ?? 0),
    gaps: gapsOf(room),
  };
}

/** Types that each participant of a room should have if one has; sync and video chat often have one side only. */
const expectedOfAll = {
  recordings: 'no recording',
  ratings_continuous: 'no continuous ratings',
  events: 'no events',
} as const;

function gapsOf(room: RoomDraft): string[] {
  const gaps: string[] = [];
  const { expected, participants, recordingProblems } = room;
  if (expected !== null && participants.length < expected)
    gaps.push(`${participants.length} of ${expected} participants`);
  for (const [type, words] of Object.entries(expectedOfAll)) {
    const without = participants.filter(({ rows }) => !rows.has(type));
    if (without.length === 0 || without.length === participants.length) continue;
    gaps.push(`${words} of ${without.map(nameOf).join(', ')}`);
  }
  if (recordingProblems.failed > 0) gaps.push(`${count(recordingProblems.failed, 'recording')} failed`);
  if (recordingProblems.pending > 0) gaps.push(`${count(recordingProblems.pending, 'recording')} pending`);
  return gaps;
}

const nameOf = ({ name, id }: ParticipantDraft): string => name ?? cut(id, 60);

export const count = (n: number, noun: string): string =>
  `${n.toLocaleString('en-US')} ${noun}${n === 1 ? '' : 's'}`;

function detailOf(room: RoomDraft): RoomDetail {
  const lanes = [...room.lanes].map(([category, lane]): EventLane => {
    const { step, first } = lane.frame;
    return { category, total: lane.total, step, origin: first * step, bins: lane.pairs };
  });
  const ratings = [...room.ratings.values()].map(curveOf);
  const drift = [...room.drift.values()].map(curveOf);
  const ends = [
    ...lanes.flatMap(({ origin, step, bins }) => [origin, origin + ((bins.at(-1)?.[0] ?? 0) + 1) * step]),
    ...[...ratings, ...drift].flatMap(({ origin, step, mean }) => [origin, origin + mean.length * step]),
    ...room.recordings.flatMap(({ from, to }) => [from, to]),
    ...room.chat.map(({ time }) => time),
    ...room.answers.map(({ time }) => time),
  ].filter((time) => time !== null);
  const from = ends.reduce((least, time) => Math.min(least, time), 0);
  const to = ends.reduce((most, time) => Math.max(most, time), 0);
  return {
    participants: room.participants.map(({ rows: _, ...participant }) => ({
      ...participant,
      id: cut(participant.id),
    })),
    ...{ from, to, lanes, ratings, drift },
    states: statesOf(room, to),
    recordings: room.recordings,
    chat: room.chat,
    chatLeftOut: room.chatLeftOut,
    answers: room.answers,
    answersLeftOut: room.answersLeftOut,
    sync: room.sync,
  };
}

/** A state lasts until the next is entered. */
function statesOf(room: RoomDraft, to: number): StateSpan[] {
  const states = room.states.size > 0 ? room.states : room.hints;
  const entered = [...states.values()].sort((a, b) => a.from - b.from);
  const end = room.contentEnd ?? to;
  return entered.map(({ name, from }, i) => ({
    name,
    from,
    to: Math.max(from, entered[i + 1]?.from ?? Math.max(end, from)),
  }));
}

function curveOf({ participant, name, unit, buckets }: CurveDraft): Curve {
  const { step, first } = buckets.frame;
  const factor = unit === 'scale' ? 1000 : factorFor(buckets.extent);
  return {
    ...{ participant, name, unit, factor, step },
    samples: buckets.samples,
    origin: first * step,
    ...buckets.rounded(factor),
  };
}

/** Four digits are more than a pixel can show. */
function factorFor(extent: number): number {
  if (extent === 0) return 1;
  return 10 ** Math.max(-300, Math.min(300, 3 - Math.floor(Math.log10(extent))));
}
