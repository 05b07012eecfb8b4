import type { RecordOf } from '@hyperstudy-workflows/core';
import { random } from '../random.ts';
import { filled, padded, playedFor, type Spot } from '../study/fill.ts';
import { momentFields, roomFields } from '../study/rooms.ts';
import { scriptOf } from '../study/script.ts';
import type { Table } from './context.ts';

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

/** Gaze samples while the film plays: one per second and participant, unless more are asked for. */
export const eyetracking: Table = (room, { quota }) => {
  const { playback } = scriptOf(room);
  const people = room.people.map(({ id }) => id);
  const ids = roomFields(room);
  const row = ({ index, onset, turn, position }: Spot): RecordOf<'eyetracking'> => {
    const jitter = (name: string): number => random(room.seed, name, room.index, index) - 0.5;
    return {
      id: `gz_${room.tag}_${padded(index)}`,
      ...ids,
      participantId: people[turn],
      ...momentFields(room, onset),
      gazeX: rounded(0.5 + 0.3 * Math.sin(position / 1_700 + turn) + 0.05 * jitter('x')),
      gazeY: rounded(0.5 + 0.2 * Math.cos(position / 2_300 + turn) + 0.05 * jitter('y')),
      pupilDiameter: rounded(3.4 + 0.4 * jitter('pupil')),
      confidence: rounded(0.95 + 0.08 * jitter('confidence')),
      sampleCount: 200,
    };
  };
  const natural = Math.floor(playedFor(playback) / 1_000) * people.length;
  return filled({ room, count: quota('eyetracking', room) ?? natural, playback, people, row });
};
