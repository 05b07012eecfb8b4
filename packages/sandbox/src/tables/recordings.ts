import type { RecordOf } from '@hyperstudy-workflows/core';
import { code } from '../random.ts';
import { iso, type Person, type Room } from '../study/rooms.ts';
import { chain, computed, empty, listed, type Sequence, slice } from '../study/sequence.ts';
import type { Context, Table } from './context.ts';

type Recording = RecordOf<'recordings'>;

/** Onset in ms at which recordings end. */
const endsAt = 613_500;

interface Take {
  readonly room: Room;
  readonly person: Person;
  readonly turn: number;
  readonly type: 'video' | 'audio';
  /** Onset in ms. */
  readonly start: number;
  readonly id: string;
  readonly format: string;
}

/** A video and an audio recording of each participant; more takes where more are asked for. */
export const recordings: Table = (room, context) => {
  const natural = naturalTakes(room);
  const told = listed(
    natural.map((take) => ({ time: room.start + take.start, row: recordOf(take, context) })),
  );
  const wanted = context.quota('recordings', room);
  if (wanted === undefined || wanted === told.length) return shown(told, room, context);
  return wanted < told.length
    ? slice(told, 0, wanted)
    : chain([told, more(room, context, wanted - told.length)]);
};

/** Recordings that a room has without being asked for more. */
export const naturalRecordings = (room: Room): number => naturalTakes(room).length;

/** A live room lists a recording from its start on. */
const shown = (told: Sequence, room: Room, { now }: Context): Sequence =>
  !room.live || told.length === 0 ? told : slice(told, 0, countStarted(told, now));

function countStarted(told: Sequence, now: number): number {
  let count = 0;
  while (count < told.length && told.time(count) <= now) count++;
  return count;
}

function naturalTakes(room: Room): Take[] {
  if (room.kind === 'agents' || room.kind === 'lobby') return [];
  return room.people
    .flatMap((person, turn) => [
      take(room, person, turn, 'video', 1_500 + turn * 310, turn),
      take(room, person, turn, 'audio', 1_620 + turn * 310, 2 + turn),
    ])
    .sort((a, b) => a.start - b.start);
}

function take(
  room: Room,
  person: Person,
  turn: number,
  type: Take['type'],
  start: number,
  number: number,
): Take {
  // Audio comes as webm from browsers and as wav from the audio component.
  const format =
    type === 'audio' ? (turn === 0 ? 'webm' : 'wav') : room.kind === 'older' && turn === 0 ? 'webm' : 'mp4';
  return {
    room,
    person,
    turn,
    type,
    start,
    id: `EG_${code(6, room.seed, 'take', room.index)}${number}`,
    format,
  };
}

/** The clients reconnected again and again: further takes, spread over the session. */
function more(room: Room, context: Context, count: number): Sequence {
  if (count <= 0) return empty;
  const start = (index: number): number => 2_000 + Math.floor((index * (endsAt - 8_000)) / count);
  const row = (index: number): Recording => {
    const turn = index % room.people.length;
    const person = room.people[turn] ?? room.people[0];
    return recordOf(
      take(room, person, turn, 'video', start(index), 4 + index),
      context,
      start(index) + 5_000,
    );
  };
  const people = room.people.map(({ id }) => id);
  return computed({ length: count, people, time: (index) => room.start + start(index), row });
}

function recordOf(take: Take, context: Context, end = Math.min(endsAt, take.room.cut)): Recording {
  const { room, person, start, id } = take;
  const running = room.kind === 'active' || (room.live && context.now < room.start + end);
  const older = room.kind === 'older';
  return {
    recordingId: id,
    egressId: id,
    experimentId: room.experimentId,
    ...(room.deployment === null ? {} : { deploymentId: room.deployment.id }),
    roomId: room.id,
    participantId: person.id,
    participantName: person.name,
    startTime: iso(room.start + start),
    ...(running ? {} : { endTime: iso(room.start + end), duration: end - start }),
    videoOffset: start,
    ...(running ? {} : fileFields(take, context)),
    format: take.format,
    ...(take.type === 'video' ? { resolution: '1280x720' } : {}),
    status: running ? 'active' : older ? 'completed' : 'complete',
    metadata: {
      // One recording doesn't say what it is.
      ...(older && take.type === 'audio' && take.turn === 1 ? {} : { type: take.type }),
      recordingType: take.type === 'video' ? 'individual' : 'audio',
      roomName: room.id,
      experimentId: room.experimentId,
    },
  };
}

/** Which of the store's files a recording is: webm holds video or sound. */
const mediaOf = (format: string, type: string): string =>
  type === 'audio' && format === 'webm' ? 'audio.webm' : format;

/** `mediaOf` for a record. */
export const mediaOfRow = ({ format, metadata }: Recording): string =>
  mediaOf(String(format), String(metadata?.recordingType));

/** Where the bytes are: older rooms show every shape that a release had. */
function fileFields({ room, person, turn, type, id, format }: Take, context: Context): Partial<Recording> {
  const media = mediaOf(format, type);
  const named = { fileName: `${person.role}_${type}.${format}`, fileSize: context.recordingSize(media) };
  const downloadPath = `/data/recordings/download/${room.id}/${id}`;
  if (room.kind === 'abandoned' && type === 'audio') return { downloadPath, ...named, fileSize: null };
  if (room.kind !== 'older') return { downloadPath, ...named };
  if (type === 'video') {
    return turn === 0
      ? { downloadUrl: context.legacyUrl(room.id, id, media), ...named }
      : { url: context.publicUrl(room.id, id, media), ...named };
  }
  // A recording without any address is one that still runs: a finished study can be had whole.
  return turn === 0 ? { downloadPath } : { downloadPath, ...named, fileSize: null };
}
