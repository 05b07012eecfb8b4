import type { RecordOf } from '@hyperstudy-workflows/core';
import { padded } from '../study/fill.ts';
import { momentFields, roomFields } from '../study/rooms.ts';
import { empty } from '../study/sequence.ts';
import { story, type Table } from './context.ts';

const happenings = [
  { onset: -4_800, eventType: 'participant.connected', data: { connectionQuality: 'good' } },
  {
    onset: -4_200,
    eventType: 'track.published',
    data: { trackKind: 'video', source: 'camera', connectionQuality: 'excellent' },
  },
  { onset: -4_100, eventType: 'track.published', data: { trackKind: 'audio', source: 'microphone' } },
  { onset: 405_400, eventType: 'connection.quality', data: { connectionQuality: 'good', roundTripMs: 61 } },
  { onset: 613_500, eventType: 'participant.disconnected', data: { reason: 'client_initiated' } },
] as const;

/** Connections, tracks and quality of the video chat. */
export const videochat: Table = (room) => {
  if (room.kind === 'agents') return empty;
  const rows = happenings.flatMap(({ onset, eventType, data }) =>
    room.people.map((person, turn) => ({ onset: onset + turn * 130, eventType, data, person })),
  );
  return story(
    room,
    rows.map(({ onset, eventType, data, person }, index) => {
      const row: RecordOf<'videochat'> = {
        id: `vc_${room.tag}_${padded(index, 3)}`,
        ...roomFields(room),
        participantId: person.id,
        eventType,
        ...momentFields(room, onset),
        data,
      };
      return { onset, row };
    }),
  );
};
