import { between, code, hash } from '../random.ts';

/**
 * What became of a room. pair: watched to the end; older: the same in the shape of an older release (sessionId,
 * no deployment, legacy recordings); abandoned: one left in the middle, the other lost the connection; agents: a
 * talk between agents; lobby: consent refused and nobody to match; active: still running.
 */
export type RoomKind = 'pair' | 'older' | 'abandoned' | 'agents' | 'lobby' | 'active';

export interface Person {
  readonly id: string;
  /** Shown in the room; may hold accents and slashes, and be the same for both. */
  readonly name: string;
  readonly email: string;
  readonly role: string;
  /** ms that the client's clock is ahead. */
  readonly clockOffset: number;
}

export interface DeploymentRef {
  readonly id: string;
  readonly name: string;
}

/** One session. Times inside are onsets (ms since its content started). */
export interface Room {
  readonly id: string;
  /** Part of the ids of the room's records. */
  readonly tag: string;
  readonly index: number;
  readonly seed: number;
  readonly kind: RoomKind;
  readonly experimentId: string;
  readonly deployment: DeploymentRef | null;
  /** Epoch ms of onset 0. */
  readonly start: number;
  /** Onset from which nothing happened any more; Infinity for a room that ran to its end. */
  readonly cut: number;
  readonly people: readonly [Person, ...Person[]];
  /** Opened by live mode: its records arrive with the clock. */
  readonly live: boolean;
}

/** The story's first and last onset, with a margin. */
export const opensAt = -420_000;
export const closesAt = 720_000;
/** Onset at which a room is created. */
export const createdAt = -61_000;
/** Rooms start half an hour apart, so that they never overlap. */
export const spacing = 1_800_000;
export const firstStart = Date.parse('2026-03-11T15:04:20.000Z');

/** Failures come first, so that a small study has them; later rooms mostly run to their end. */
export function kindOf(index: number, rooms: number): RoomKind {
  if (index > 0 && index === rooms - 1) return 'active';
  const kinds = ['pair', 'older', 'abandoned', 'agents', 'lobby'] as const;
  return kinds[index] ?? (index % 16 === 9 ? 'abandoned' : index % 16 === 13 ? 'lobby' : 'pair');
}

const cuts: Readonly<Record<RoomKind, number>> = {
  pair: Number.POSITIVE_INFINITY,
  older: Number.POSITIVE_INFINITY,
  abandoned: 322_400,
  agents: Number.POSITIVE_INFINITY,
  lobby: -100_000,
  active: 341_300,
};

export interface RoomFacts {
  readonly id: string;
  readonly tag: string;
  readonly index: number;
  readonly seed: number;
  readonly kind: RoomKind;
  readonly experimentId: string;
  readonly deployment: DeploymentRef | null;
  readonly start: number;
  readonly live?: boolean;
}

export const makeRoom = (facts: RoomFacts): Room => ({
  ...facts,
  live: facts.live ?? false,
  cut: cuts[facts.kind],
  people: facts.kind === 'agents' ? agents(facts) : pair(facts),
});

/** Names that file names, CSV and HTML trip over. */
const names = [
  'Viewer A/B',
  'Zuschauer ß',
  '../Viewer É',
  '観客',
  'Viewer "Ö", 2',
  '<b>Viewer</b>',
  'Viewer A',
] as const;

function pair({ seed, index, kind }: RoomFacts): [Person, Person] {
  const person = (turn: number): Person => {
    const id = `u_${code(6, seed, 'person', index, turn).toLowerCase()}${index}${turn}`;
    return {
      id,
      // Two people of one name in one room: files named after them collide.
      name: kind === 'abandoned' ? 'Viewer A' : (names[(index + turn) % names.length] ?? names[0]),
      email: `${id.slice(2)}@example.org`,
      role: turn === 0 ? 'viewer_a' : 'viewer_b',
      clockOffset: between(-40, 40, seed, 'clock', index, turn),
    };
  };
  const first = {
    id: 'u_ada91',
    name: 'Viewer A',
    email: 'ada91@example.org',
    role: 'viewer_a',
    clockOffset: -13,
  };
  const second = {
    id: 'u_bo27',
    name: 'Viewer B',
    email: 'bo27@example.org',
    role: 'viewer_b',
    clockOffset: 8,
  };
  if (index === 0) return [first, second];
  // She came back: a participant id alone doesn't name a session.
  if (index === 1) return [first, person(1)];
  return [person(0), person(1)];
}

function agents({ seed, index }: RoomFacts): [Person, Person] {
  const agent = (turn: number): Person => ({
    id: `agent_r${index + 1}_p${turn + 1}`,
    name: `Agent ${turn + 1}`,
    email: `agent${turn + 1}@example.org`,
    role: `talker_${turn === 0 ? 'a' : 'b'}`,
    clockOffset: hash(seed, 'clock', index, turn) % 3,
  });
  return [agent(0), agent(1)];
}

export const iso = (time: number): string => new Date(time).toISOString();

/** A time as older releases let it through from their database. */
export const databaseTime = (time: number) => ({ _seconds: Math.floor(time / 1000) });

/** Fields that say which room a record belongs to; older releases called it sessionId. */
export const roomFields = (room: Room) => ({
  experimentId: room.experimentId,
  ...(room.deployment === null ? {} : { deploymentId: room.deployment.id }),
  ...(room.kind === 'older' ? { sessionId: room.id } : { roomId: room.id }),
});

/** Time and onset of a record. */
export const momentFields = (room: Room, onset: number) => ({ timestamp: iso(room.start + onset), onset });
