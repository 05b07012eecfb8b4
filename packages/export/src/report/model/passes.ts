import type { Cells } from '../read/cells.ts';
import { CountBuckets } from './buckets.ts';
import type { Draft } from './draft.ts';
import { cut, limits } from './limits.ts';
import { chat, recordings } from './media-passes.ts';
import { common, own, presence, roomOf, type TablePass, timeIn } from './pass.ts';
import { continuous, drift, sparse } from './rating-passes.ts';
import type { RoomDraft } from './room-draft.ts';

const rooms: TablePass = {
  fields: [
    'id',
    'status',
    'deploymentId',
    'deploymentName',
    'participantCount',
    'createdAt',
    'startedAt',
    'endedAt',
  ],
  take(draft, cells) {
    const text = (field: number) => cells.text(own + field);
    const room = draft.room(text(0) ?? cells.text(0));
    if (room === undefined) return;
    room.listed = true;
    room.status = textOf(text(1));
    room.deployment = textOf(text(3) ?? text(2));
    if (room.deployment !== null && draft.deployments.size < 50) draft.deployments.add(room.deployment);
    room.expected = cells.number(own + 4);
    room.created = cells.moment(own + 5);
    room.started = cells.moment(own + 6);
    room.ended = cells.moment(own + 7);
  },
};

const participants: TablePass = {
  fields: ['id', 'role', 'status', 'completionCode', 'joinedAt', 'completedAt'],
  take(draft, cells) {
    const text = (field: number) => cells.text(own + field);
    const id = text(0) ?? cells.text(2);
    const outcome = textOf(text(3) ?? text(2)) ?? 'unknown';
    if (draft.outcomes.size < 40 || draft.outcomes.has(outcome))
      draft.outcomes.set(outcome, (draft.outcomes.get(outcome) ?? 0) + 1);
    if (id !== null) draft.person(id);
    const room = roomOf(draft, cells);
    const place = room?.participant(id);
    const person = place === undefined ? undefined : room?.participants[place];
    if (room !== undefined && place !== undefined) room.count('participants', place);
    if (person === undefined) return;
    person.role = textOf(text(1));
    person.status = textOf(text(2));
    person.outcome = textOf(text(3));
    person.joined = cells.moment(own + 4);
    person.completed = cells.moment(own + 5);
  },
};

const events: TablePass = {
  fields: ['category', 'eventType', 'stateId', 'stateName'],
  take(draft, cells) {
    const room = roomOf(draft, cells);
    if (room === undefined) return;
    const participant = cells.text(2);
    room.count('events', participant === null ? -1 : room.participant(participant));
    const at = cells.moment(3);
    if (at !== null) room.seen(at);
    const time = timeIn(room, cells);
    if (time === null) return;
    const category = cells.text(own) ?? 'other';
    const type = cells.text(own + 1) ?? '';
    if (!laneOf(draft, room, category).add(time)) draft.leftOut('reach');
    takeState(room, cells, category, time);
    if (type === 'experiment.end') room.contentEnd = Math.max(room.contentEnd ?? time, time);
  },
};

/** States are entered by events of their own; other events say which one they fell into. */
function takeState(room: RoomDraft, cells: Cells, category: string, time: number): void {
  const state = cells.text(own + 2);
  if (state === null) return;
  const name = cells.text(own + 3);
  room.enter(category === 'state' ? room.states : room.hints, state, name, time);
}

/** The last lane takes all categories that have none. */
function laneOf(draft: Draft, room: RoomDraft, category: string): CountBuckets {
  const last = room.lanes.size >= limits.categories - 1;
  const name = room.lanes.has(category) || !last ? category : 'other';
  const known = room.lanes.get(name);
  if (known !== undefined) return known;
  const lane = new CountBuckets(draft.bins, 1000);
  room.lanes.set(name, lane);
  return lane;
}

const textOf = (text: string | null): string | null => (text === null ? null : cut(text, 60));

const passes: Readonly<Record<string, TablePass>> = {
  rooms,
  participants,
  events,
  recordings,
  chat,
  ratings_continuous: continuous,
  ratings_sparse: sparse,
  sync: drift,
};

/** Tables that others are understood by come first. */
const order = ['rooms', 'participants', 'events'];

export const passOf = (type: string): TablePass => passes[type] ?? presence(type);

export const inReadingOrder = (types: Iterable<string>): string[] => {
  const all = [...types];
  return [...order.filter((type) => all.includes(type)), ...all.filter((type) => !order.includes(type))];
};

export const fieldsOfPass = ({ fields }: TablePass): readonly string[] => [...common, ...fields];
