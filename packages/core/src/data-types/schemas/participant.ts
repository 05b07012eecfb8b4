import type { z } from 'zod';
import { ids, record, text, time } from '../fields.ts';

/** A participant in a room. Holds personal data. */
export const participantSchema = record({
  id: text('User id of the participant'),
  email: text('E-mail address: personal data').nullish(),
  role: text('Role in the room').nullish(),
  status: text('completed, active or disconnected').nullish(),
  completionCode: text('How it ended, e.g. SUCCESS, TIMEOUT, ABANDONED; an open list').nullish(),
  completionOutcome: text('How the session ended').nullish(),
  joinedAt: time('When the participant joined').nullish(),
  completedAt: time('When the participant was done').nullish(),
  roomId: ids.roomId,
  deploymentId: ids.deploymentId,
  experimentId: ids.experimentId,
});
/** A record of participants: personal data. */
export type ParticipantRecord = z.infer<typeof participantSchema>;
