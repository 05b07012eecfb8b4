import type { z } from 'zod';
import { flag, ids, list, moment, record, text } from '../fields.ts';

/** A text chat message. The author is senderId, not participantId. */
export const chatSchema = record({
  messageId: text('Id of the message'),
  experimentId: ids.experimentId,
  deploymentId: ids.deploymentId,
  roomId: ids.roomId,
  senderId: text('User id of the author').nullish(),
  senderName: text('Name of the author: personal data').nullish(),
  content: text('What was written').nullish(),
  ...moment,
  recipientIds: list(text('User id'), 'User ids of the recipients').nullish(),
  messageType: text('Kind of message; only text is known').nullish(),
  deleted: flag('The sender deleted the message').nullish(),
});
/** A record of chat. */
export type ChatRecord = z.infer<typeof chatSchema>;
