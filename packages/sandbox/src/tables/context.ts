import type { Room } from '../study/rooms.ts';
import { listed, type Row, type Sequence } from '../study/sequence.ts';

/** What a table needs to know beyond its room. */
export interface Context {
  /** Epoch ms; only records of live rooms depend on it. */
  readonly now: number;
  /** Rows that a room gets in all, where the options ask for a number; undefined: as many as are natural. */
  readonly quota: (table: QuotaName, room: Room) => number | undefined;
  /** Bytes of a recording; media is mp4, webm, audio.webm or wav. */
  readonly recordingSize: (media: string) => number;
  /** Absolute URL under which a recording's bytes are open to anyone (older releases). */
  readonly publicUrl: (roomId: string, recordingId: string, media: string) => string;
  /** Signed URL that lives seven days (older releases). */
  readonly legacyUrl: (roomId: string, recordingId: string, media: string) => string;
}

/** Tables whose size is an option. */
export type QuotaName = 'events' | 'ratings_continuous' | 'eyetracking' | 'recordings';

/** The records of one type in one room, in time order. */
export type Table = (room: Room, context: Context) => Sequence;

/** Rows at onsets, sorted; what lies after the room's end never happened. */
export function story(room: Room, rows: readonly { readonly onset: number; readonly row: Row }[]): Sequence {
  return listed(
    rows
      .filter(({ onset }) => onset < room.cut)
      .sort((a, b) => a.onset - b.onset)
      .map(({ onset, row }) => ({ time: room.start + onset, row })),
  );
}
