import type { z } from 'zod';
import { count, ids, record, text, time } from '../fields.ts';

/** A room: one session of one to n participants. */
export const roomSchema = record({
  id: text('Id of the room'),
  experimentId: ids.experimentId,
  deploymentId: ids.deploymentId,
  deploymentName: text('Name of the deployment').nullish(),
  status: text('active, waiting, stuck, completed, abandoned or failed; an open list').nullish(),
  participantCount: count('Participants in the room').nullish(),
  createdAt: time('When the room was created').nullish(),
  startedAt: time('When the experiment content started').nullish(),
  endedAt: time('When it ended; absent while the room is active').nullish(),
});
/** A record of rooms. */
export type RoomRecord = z.infer<typeof roomSchema>;
