import type { RecordOf } from '@hyperstudy-workflows/core';
import { hash } from '../random.ts';
import { filled, padded, playedFor, type Spot } from '../study/fill.ts';
import { momentFields, type Room, roomFields } from '../study/rooms.ts';
import { scriptOf, states, stimulus } from '../study/script.ts';
import type { Table } from './context.ts';

/** ms between two samples of one participant, as the platform has it by default. */
const interval = 250;

/** Two slow waves per participant: curves that look like ratings. */
function level(room: Room, { position, turn }: Spot): number {
  const phase = (hash(room.seed, 'wave', room.index, turn) % 628) / 100;
  const slow = Math.sin(position / 31_000 + phase);
  const quick = Math.sin(position / 6_700 + 2 * phase) / 3;
  return Math.round(50 + 36 * (slow + quick) * 0.75);
}

/** Continuous ratings of both participants while the film plays. */
export const ratingsContinuous: Table = (room, { quota }) => {
  const { playback } = scriptOf(room);
  const people = room.people.map(({ id }) => id);
  const natural = Math.floor(playedFor(playback) / interval) * people.length;
  const ids = roomFields(room);
  const older = room.kind === 'older';
  const row = (spot: Spot): RecordOf<'ratings_continuous'> => {
    const raw = level(room, spot);
    const { id, clockOffset } = room.people[spot.turn] ?? room.people[0];
    return {
      ratingId: `rc_${room.tag}_${padded(spot.index)}`,
      ...ids,
      participantId: id,
      componentId: 'gc_valence',
      ...momentFields(room, spot.onset),
      // Older releases gave the value on its scale, without clock correction and stimulus.
      value: older ? raw : raw / 100,
      normalizedValue: raw / 100,
      rawValue: raw,
      scaleMin: 0,
      scaleMax: 100,
      ...(older
        ? { labels: { min: 'unpleasant', max: 'pleasant' } }
        : {
            scale: { min: 0, max: 100 },
            type: 'continuous',
            rawOnset: spot.onset + clockOffset,
            clockOffsetApplied: clockOffset,
            stateId: states.clip.id,
            stimulusId: stimulus.id,
            stimulusTime: spot.position,
          }),
    };
  };
  return filled({ room, count: quota('ratings_continuous', room) ?? natural, playback, people, row });
};
