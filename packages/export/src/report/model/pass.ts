import type { Cells } from '../read/cells.ts';
import type { FieldPath } from '../read/source.ts';
import type { Draft } from './draft.ts';
import type { RoomDraft } from './room-draft.ts';

/** How a table is read into the report: once, row by row. */
export interface TablePass {
  /** What is read beside `common`; numbered after it. */
  readonly fields: readonly FieldPath[];
  readonly take: (draft: Draft, cells: Cells) => void;
}

/** Read of every table. */
export const common: readonly FieldPath[] = ['roomId', 'sessionId', 'participantId', 'timestamp', 'onset'];

/** Number of the first field of a pass. */
export const own = common.length;

export const roomOf = (draft: Draft, cells: Cells): RoomDraft | undefined =>
  draft.room(cells.text(0) ?? cells.text(1));

/** Time of a record in its room: its onset, else by its time stamp. */
export function timeIn(room: RoomDraft, cells: Cells): number | null {
  const onset = cells.number(4);
  if (onset !== null) {
    if (room.anchor === null) {
      const at = cells.moment(3);
      if (at !== null) room.anchor = at - onset;
    }
    return onset;
  }
  const zero = room.anchor ?? room.started;
  const at = zero === null ? null : cells.moment(3);
  return at === null || zero === null ? null : at - zero;
}

/** For tables of which only is shown which rooms have it. */
export const presence = (type: string): TablePass => ({
  fields: [],
  take(draft, cells) {
    const room = roomOf(draft, cells);
    if (room === undefined) return;
    const participant = cells.text(2);
    room.count(type, participant === null ? -1 : room.participant(participant));
  },
});
