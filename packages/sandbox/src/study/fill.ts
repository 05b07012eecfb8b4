import type { Room } from './rooms.ts';
import type { Stretch } from './script.ts';
import { chain, computed, type Row, type Sequence } from './sequence.ts';

/** Where a computed row stands. */
export interface Spot {
  /** Number of the row in its room, from 0. */
  readonly index: number;
  /** Onset in ms. */
  readonly onset: number;
  /** Position in the film in ms. */
  readonly position: number;
  /** Whose row it is: index into the participants who take turns. */
  readonly turn: number;
}

export interface Fill {
  readonly room: Room;
  /** Rows in all. */
  readonly count: number;
  readonly playback: readonly Stretch[];
  /** Ids of those who take turns. */
  readonly people: readonly string[];
  readonly row: (spot: Spot) => Row;
}

/**
 * Spreads rows evenly over the stretches in which the film plays, one sequence per stretch. Each row is
 * computed from its index, so a million of them need no memory.
 */
export function fill({ room, count, playback, people, row }: Fill): Sequence[] {
  const whole = playback.reduce((sum, { start, end }) => sum + end - start, 0);
  let before = 0;
  let used = 0;
  return playback.map((stretch) => {
    const first = used;
    before += stretch.end - stretch.start;
    // Rounding the running sum, not each part, makes the parts add up to the count.
    used = Math.round((count * before) / whole);
    const length = used - first;
    const ticks = Math.ceil(length / people.length);
    const onset = (index: number): number =>
      stretch.start + Math.floor((Math.floor(index / people.length) * (stretch.end - stretch.start)) / ticks);
    return computed({
      length,
      people,
      time: (index) => room.start + onset(index),
      row: (index) => {
        const at = onset(index);
        return row({
          index: first + index,
          onset: at,
          position: stretch.position + at - stretch.start,
          turn: index % people.length,
        });
      },
    });
  });
}

/** `fill` as one sequence. */
export const filled = (facts: Fill): Sequence => chain(fill(facts));

/** ms of film that played. */
export const playedFor = (playback: readonly Stretch[]): number =>
  playback.reduce((sum, { start, end }) => sum + end - start, 0);

/** Zero-padded, so that ids sort as their rows do. */
export const padded = (index: number, width = 7): string => String(index).padStart(width, '0');
