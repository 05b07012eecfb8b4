import type { RecordOf } from '@hyperstudy-workflows/core';
import { between, random } from '../random.ts';
import { filled, padded, playedFor, type Spot } from '../study/fill.ts';
import { momentFields, roomFields } from '../study/rooms.ts';
import { scriptOf } from '../study/script.ts';
import type { Table } from './context.ts';

/** Once per second, how far everyone but the host is from the host. */
export const sync: Table = (room) => {
  const { playback } = scriptOf(room);
  const people = room.people.slice(1).map(({ id }) => id);
  const ids = roomFields(room);
  const row = ({ index, onset, turn }: Spot): RecordOf<'sync'> => {
    const chance = (name: string): number => random(room.seed, name, room.index, index);
    // Now and then a player falls behind and catches up.
    const timeDrift =
      chance('spike') < 0.01
        ? -between(300, 900, room.seed, 'lag', index)
        : Math.round(chance('drift') * 120 - 80);
    return {
      metricId: `sy_${room.tag}_${padded(index)}`,
      ...ids,
      participantId: people[turn],
      ...momentFields(room, onset),
      timeDrift,
      playbackRate: timeDrift < -60 ? 1.003 : 1,
      syncQuality: Math.round(Math.max(0, 1 + timeDrift / 1000) * 100) / 100,
      latency: 40 + Math.round(chance('latency') * 45),
      bufferHealth: Math.round((0.85 + chance('buffer') * 0.15) * 100) / 100,
    };
  };
  return filled({
    room,
    count: Math.floor(playedFor(playback) / 1_000) * people.length,
    playback,
    people,
    row,
  });
};
