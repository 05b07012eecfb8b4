import { spoolLine } from '../files/room-spools.ts';
import type { TextBytes } from '../files/text-bytes.ts';
import { type RoomFolder, roomFolderOf } from '../plan/rooms.ts';
import { ColumnSet } from './column-set.ts';
import type { LineCodec } from './line-codec.ts';
import type { Mark } from './table-writer.ts';

type Row = Readonly<Record<string, unknown>>;

/** Records that wait to be put into the files of their rooms. */
export class SpoolCodec implements LineCodec {
  readonly columns = new ColumnSet([]);
  /** Records of a room tend to come together. */
  #room: unknown;
  #folder: RoomFolder;

  header(): string {
    return '';
  }

  put(row: Row, to: TextBytes): void {
    if (row.roomId !== this.#room) {
      this.#room = row.roomId;
      this.#folder = roomFolderOf(row);
    }
    to.text(spoolLine(this.#folder, row));
  }

  file(): undefined {
    return undefined;
  }

  async *earlier(): AsyncGenerator<Uint8Array, void> {
    // Never continued from a finished file: it is none.
  }

  place(mark: Mark): Mark {
    return mark;
  }

  async endsWith(): Promise<boolean> {
    return false;
  }
}
