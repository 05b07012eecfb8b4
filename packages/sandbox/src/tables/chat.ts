import type { RecordOf } from '@hyperstudy-workflows/core';
import { padded } from '../study/fill.ts';
import { momentFields, roomFields } from '../study/rooms.ts';
import { scriptOf } from '../study/script.ts';
import { story, type Table } from './context.ts';

/** What the participants wrote to each other. */
export const chat: Table = (room) =>
  story(
    room,
    scriptOf(room).messages.map(({ onset, sender, text, deleted }, index) => {
      const row: RecordOf<'chat'> = {
        messageId: `msg_${room.tag}_${padded(index, 3)}`,
        ...roomFields(room),
        senderId: sender.id,
        senderName: sender.name,
        content: text,
        ...momentFields(room, onset),
        recipientIds: room.people.filter((person) => person !== sender).map(({ id }) => id),
        messageType: 'text',
        ...(deleted ? { deleted } : {}),
      };
      return { onset, row };
    }),
  );
