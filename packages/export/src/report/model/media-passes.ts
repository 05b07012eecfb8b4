import { cut, limits } from './limits.ts';
import { own, roomOf, type TablePass, timeIn } from './pass.ts';
import type { RoomDraft } from './room-draft.ts';

export const chat: TablePass = {
  fields: ['senderId', 'senderName', 'content'],
  take(draft, cells) {
    const room = roomOf(draft, cells);
    if (room === undefined) return;
    const sender = cells.text(own) ?? cells.text(2);
    const participant = room.participant(sender);
    room.count('chat', participant);
    nameOf(room, participant, cells.text(own + 1));
    const time = timeIn(room, cells);
    const at = cells.moment(3);
    if (at !== null) room.seen(at);
    const text = cut(cells.text(own + 2) ?? '', limits.messageText);
    if (room.chat.length >= limits.chatPerRoom || draft.chatText + text.length > limits.chatText) {
      room.chatLeftOut += 1;
      draft.leftOut('chat');
      return;
    }
    draft.chatText += text.length + 40;
    const name = participant === -1 ? cut(cells.text(own + 1) ?? sender ?? '', 60) : undefined;
    room.chat.push({ time, participant, sender: name, text });
  },
};

export const recordings: TablePass = {
  fields: [
    ...['participantName', 'startTime', 'endTime', 'duration', 'videoOffset', 'status', 'metadata.type'],
    ...['metadata.roomName', 'local_path', 'download_status', 'download_reason'],
  ],
  take(draft, cells) {
    const text = (field: number) => cells.text(own + field);
    const room = roomOf(draft, cells) ?? draft.room(text(7));
    if (room === undefined) return;
    const participant = room.participant(cells.text(2));
    room.count('recordings', participant);
    nameOf(room, participant, text(0));
    const status = cut(text(9) ?? text(5) ?? 'listed', 40);
    if (status === 'failed') room.recordingProblems.failed += 1;
    if (status === 'pending') room.recordingProblems.pending += 1;
    if (room.recordings.length >= limits.recordingsPerRoom || draft.recordings >= limits.recordings) {
      draft.leftOut('recordings');
      return;
    }
    draft.recordings += 1;
    const zero = room.anchor ?? room.started;
    const start = cells.moment(own + 1);
    const end = cells.moment(own + 2);
    if (start !== null) room.seen(start);
    const from = reachable(cells.number(own + 4) ?? (start === null || zero === null ? null : start - zero));
    const length = start !== null && end !== null ? end - start : cells.number(own + 3);
    room.recordings.push({
      participant,
      kind: cut(text(6) ?? 'recording', 24),
      from,
      to: from === null || length === null ? null : reachable(from + Math.max(0, length)),
      status,
      file: text(8) === null ? null : cut(text(8) ?? '', 240),
      reason: text(10) === null ? null : cut(text(10) ?? ''),
    });
  },
};

/** What people are called stands with what they did, not in the table of participants. */
function nameOf(room: RoomDraft, participant: number, name: string | null): void {
  const person = room.participants[participant];
  if (person !== undefined && name !== null) person.name ??= cut(name, 60);
}

const reachable = (time: number | null): number | null =>
  time !== null && Math.abs(time) <= limits.reach ? time : null;
