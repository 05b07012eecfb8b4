import { between, pick, random } from '../random.ts';
import type { Person, Room } from './rooms.ts';

/** Onsets (ms) at which the states begin. */
export const states = {
  intro: { id: 'st_intro', name: 'Intro', onset: 0 },
  warmup: { id: 'st_warmup', name: 'Warm-up', onset: 65_950 },
  clip: { id: 'st_clip1', name: 'Film', onset: 105_250 },
  talk: { id: 'st_talk', name: 'Talk', onset: 405_250 },
  likert: { id: 'st_closing', name: 'Closeness', onset: 612_000 },
} as const;
export type State = (typeof states)[keyof typeof states];

export const stimulus = { id: 'vid_harbour', file: 'harbour.mp4', duration: 300_000 } as const;
/** The film stops a moment before the talk begins. */
const filmEnd = states.talk.onset - 10;
/** ms after which a prompt gives up. */
const promptLimit = 30_000;

export interface Answer {
  readonly person: Person;
  /** From -100 to 100; null when the prompt timed out. */
  readonly rating: number | null;
  /** ms from prompt to answer; the limit when it timed out. */
  readonly responseTime: number;
}

/** A pause of the film in which both are asked. Onsets in ms; position in ms of the film. */
export interface Pause {
  readonly index: number;
  readonly position: number;
  readonly onset: number;
  readonly prompt: number;
  readonly resume: number;
  readonly answers: readonly Answer[];
}

/** A stretch in which the film plays without a break. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly position: number;
}

export interface Message {
  readonly onset: number;
  readonly sender: Person;
  readonly text: string;
  readonly deleted: boolean;
}

export interface Question {
  readonly id: string;
  readonly text: string;
  readonly type: string;
  readonly answer: string;
}

/** What happened in a room. Events, ratings, chat, components and variables all tell this one story. */
export interface Script {
  readonly pauses: readonly Pause[];
  readonly playback: readonly Stretch[];
  readonly messages: readonly Message[];
}

export function scriptOf(room: Room): Script {
  const pauses = played(room) ? pausesOf(room).filter(({ onset }) => onset < filmStop(room)) : [];
  return { pauses, playback: playbackOf(room, pauses), messages: messagesOf(room) };
}

/** Whether the film played in a room: then there are ratings, sync metrics and gaze. */
export const played = (room: Room): boolean => room.kind !== 'agents' && room.cut > states.clip.onset;

/** Onset at which the film stopped: where the host left, the other still waited for a minute. */
export const filmStop = (room: Room): number =>
  Math.min(filmEnd, room.kind === 'abandoned' ? room.cut - 60_000 : room.cut);

/** One pause in each fifth of the film's first 240 s. */
function pausesOf(room: Room): Pause[] {
  const pauses: Pause[] = [];
  let delay = states.clip.onset;
  for (let index = 0; index < 5; index++) {
    const position = index * 48_000 + between(8_000, 38_000, room.seed, 'pause', room.index, index);
    const onset = delay + position;
    const answers = room.people.map((person, turn) => answerOf(room, index, person, turn));
    const slowest = Math.max(...answers.map(({ responseTime }) => responseTime));
    const resume = onset + 250 + slowest + 240;
    pauses.push({ index, position, onset, prompt: onset + 250, resume, answers });
    delay += resume - onset;
  }
  return pauses;
}

function answerOf(room: Room, pause: number, person: Person, turn: number): Answer {
  // The first room answers everything; in two of three rooms, one prompt times out.
  if (room.index % 3 !== 0 && pause === 2 && turn === 1) {
    return { person, rating: null, responseTime: promptLimit };
  }
  return {
    person,
    rating: between(-100, 100, room.seed, 'sparse', room.index, pause, turn),
    responseTime: between(1_500, 4_000, room.seed, 'speed', room.index, pause, turn) + turn * 900,
  };
}

function playbackOf(room: Room, pauses: readonly Pause[]): Stretch[] {
  if (!played(room)) return [];
  const stretches: Stretch[] = [];
  let start: number = states.clip.onset;
  let position = 0;
  const ends = [...pauses.map(({ onset }) => onset), filmStop(room)];
  for (const [index, end] of ends.entries()) {
    if (end > start) stretches.push({ start, end, position });
    position += end - start;
    start = pauses[index]?.resume ?? end;
  }
  return stretches;
}

const texts = [
  'That ending!',
  'He said "wait", then left, no?',
  '=1+1',
  'first line\nsecond line, with a comma; and a semicolon\ttab',
  '<script>alert("hi")</script> & so on',
  'çok güzeldi 😀 — 見た？',
  "@home -5 +5 'quoted' \\backslash\\",
  'I liked the harbour best',
  'me too',
  'The music was a bit loud',
  'Did you see the boat?',
  'yes, at the very start',
] as const;

function messagesOf(room: Room): Message[] {
  const count = room.index === 0 ? 8 : between(3, 15, room.seed, 'chat', room.index);
  const gap = Math.floor((605_000 - 410_000) / count);
  return Array.from({ length: count }, (_, index) => ({
    onset: 410_000 + index * gap + between(0, gap - 1, room.seed, 'message', room.index, index),
    sender: pick([room.people[0], ...room.people.slice(1)], room.seed, 'sender', room.index, index),
    text: texts[(index + room.index) % texts.length] ?? texts[0],
    deleted: index === 2,
  }));
}

export const questions = (room: Room, turn: number): Question[] => [
  {
    id: 'q_age',
    text: 'Age?',
    type: 'text-short',
    answer: String(between(18, 64, room.seed, 'age', room.index, turn)),
  },
  { id: 'q_seen', text: 'Had you seen the film before?', type: 'yes-no', answer: turn === 0 ? 'no' : 'yes' },
  {
    id: 'q_close',
    text: 'How close did you feel?',
    type: 'scale',
    answer: String(between(1, 7, room.seed, 'close', room.index, turn)),
  },
  {
    id: 'q_open',
    text: 'Anything else, "good" or bad?',
    type: 'text-long',
    answer: pick(
      ['No', 'It was fun, thanks!', 'Ton étrange,\nsinon bien', '-'],
      room.seed,
      'open',
      room.index,
      turn,
    ),
  },
];

export const warmups = (room: Room) =>
  room.people.map((person, turn) => ({
    person,
    onset:
      (turn === 0 ? 97_180 : 104_900) -
      (room.index === 0 ? 0 : between(0, 4_000, room.seed, 'warm', room.index, turn)),
    text: pick(
      ['looking forward to it', 'tired, but fine', 'très bien', '今日は元気'],
      room.seed,
      'mood',
      room.index + (room.index === 0 ? 0 : turn),
      turn,
    ),
  }));

/** Whether a participant needed two attempts at the comprehension check. */
export const failedFirst = (room: Room, turn: number): boolean =>
  random(room.seed, 'comprehension', room.index, turn) < 0.3;
