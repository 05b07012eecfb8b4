import { rm } from 'node:fs/promises';
import { type RoomSpool, splitByRoom, spooledRows } from '../files/room-spools.ts';
import type { TableGroup } from '../plan/groups.ts';
import { inRoomOrder, type RoomFolder, roomFile } from '../plan/rooms.ts';
import { type FinishedPart, partialFile, type UnfinishedGroup } from '../state/state.ts';
import { storedUnfinished } from '../state/stored.ts';
import type { Anchor } from '../state/trail.ts';
import { LineTable } from '../tables/line-table.ts';
import { SpoolCodec } from '../tables/spool-codec.ts';
import type { Mark } from '../tables/table-writer.ts';
import { compareTimes } from '../tables/times.ts';
import type { Base, GroupTables, OpenTables } from './group-tables.ts';
import { inTurns } from './in-turns.ts';
import { finishRoomFile, openRoomFile, type RoomFile, writeRow } from './room-files.ts';

type Row = Readonly<Record<string, unknown>>;

/** Rooms whose files are written at a time: waiting for the disk takes longer than writing. */
const roomsAtOnce = 4;

/** Finished files of an earlier run that are gone on with, and from when on their records are read again. */
interface Earlier {
  readonly parts: readonly FinishedPart[];
  readonly from: string;
}

/**
 * A file for each part of each room. Records come in order of time with rooms mixed: they wait in one file, which can
 * be taken up again like any table, and are put into the files of their rooms in the end, room by room. Only files
 * with a record since `from` are written; those of the other rooms are not touched.
 */
export class RoomTables implements GroupTables {
  readonly #group: TableGroup;
  readonly #out: string;
  readonly #spool: LineTable;
  readonly #earlier: Earlier | undefined;

  private constructor(group: TableGroup, out: string, spool: LineTable, earlier: Earlier | undefined) {
    this.#group = group;
    this.#out = out;
    this.#spool = spool;
    this.#earlier = earlier;
  }

  /** Goes on after the last of the anchors; without any, from the beginning. */
  static async open(
    group: TableGroup,
    out: string,
    base: Base | undefined,
    anchors: readonly Anchor[],
  ): Promise<OpenTables> {
    const path = partialFile(out, `${group.type}.rooms`);
    const place = { path, temporary: path };
    const last = anchors.at(-1);
    const [mark] = last?.marks ?? [];
    // Anchors with a mark are among the records that wait.
    if (base?.kind === 'unfinished' && mark !== undefined) {
      const spool = await LineTable.resume(place, new SpoolCodec(), [], mark);
      const earlier = earlierOf(base, base.group.from);
      return { tables: new RoomTables(group, out, spool, earlier), anchors };
    }
    const spool = await LineTable.create(place, new SpoolCodec());
    const finished = anchors.filter(({ marks }) => marks.length === 0);
    return { tables: new RoomTables(group, out, spool, earlierOf(base, last?.time)), anchors: finished };
  }

  write(row: Row): Promise<void> | undefined {
    return this.#spool.write(row);
  }

  async marks(): Promise<readonly Mark[]> {
    return [await this.#spool.mark()];
  }

  async checkpoint(): Promise<Pick<UnfinishedGroup, 'parts' | 'from'>> {
    return { parts: [storedUnfinished(await this.#spool.checkpoint())], from: this.#earlier?.from };
  }

  close(): Promise<void> {
    return this.#spool.close();
  }

  async finish() {
    await this.#spool.close();
    const waiting = partialFile(this.#out, `${this.#group.type}.rooms`);
    const folder = partialFile(this.#out, `${this.#group.type}.split`);
    const spools = new Map((await splitByRoom(waiting, folder)).map((spool) => [spool.room, spool]));
    const earlier = partsByRoom(this.#earlier?.parts ?? []);
    const rooms = inRoomOrder(new Set([...spools.keys(), ...earlier.keys()]));
    const parts = await inTurns(rooms, roomsAtOnce, async (room) => {
      const before = earlier.get(room) ?? [];
      return this.#touches(before, spools.get(room)) ? this.#room(room, spools, before) : before;
    });
    await rm(folder, { recursive: true, force: true });
    await rm(waiting, { force: true });
    // Where a place is in the files of rooms is found by its time.
    return { parts: parts.flat(), place: () => [] };
  }

  async discard(): Promise<void> {
    await this.#spool.discard();
  }

  #touches(before: readonly FinishedPart[], spool: RoomSpool | undefined): boolean {
    const from = this.#earlier?.from;
    return spool !== undefined || before.some(({ newest }) => compareTimes(newest, from) >= 0);
  }

  async #room(
    room: RoomFolder,
    spools: ReadonlyMap<RoomFolder, RoomSpool>,
    before: readonly FinishedPart[],
  ): Promise<FinishedPart[]> {
    const files: RoomFile[] = [];
    try {
      for (const part of this.#group.parts) {
        const file = roomFile(part, room);
        const was = before.find((earlier) => earlier.file === file);
        files.push(await openRoomFile({ part, room, was, out: this.#out, from: this.#earlier?.from }));
      }
      const path = spools.get(room)?.path;
      if (path !== undefined) for await (const row of spooledRows(path)) await writeRow(files, row);
      const finished: FinishedPart[] = [];
      for (const file of files) finished.push(...(await finishRoomFile(file)));
      return finished;
    } catch (error) {
      await Promise.all(files.map(({ table }) => table.discard()));
      throw error;
    }
  }
}

function earlierOf(base: Base | undefined, from: string | undefined): Earlier | undefined {
  const finished = base?.kind === 'finished' ? base.group : base?.finished;
  return finished === undefined || from === undefined ? undefined : { parts: finished.parts, from };
}

function partsByRoom(parts: readonly FinishedPart[]): Map<RoomFolder, FinishedPart[]> {
  const rooms = new Map<RoomFolder, FinishedPart[]>();
  for (const part of parts) rooms.set(part.room, [...(rooms.get(part.room) ?? []), part]);
  return rooms;
}
