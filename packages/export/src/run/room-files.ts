import { join } from 'node:path';
import { fieldsOf } from '@hyperstudy-workflows/core';
import type { GroupPart } from '../plan/groups.ts';
import { type RoomFolder, roomFile } from '../plan/rooms.ts';
import { type FinishedPart, partialFile } from '../state/state.ts';
import { storedPart } from '../state/stored.ts';
import { markAt } from '../tables/mark-at.ts';
import { createTable, extendTable } from '../tables/open-table.ts';
import type { TableOptions, TableWriter } from '../tables/table-writer.ts';

type Row = Readonly<Record<string, unknown>>;

/** One part of one room while it is written. */
export interface RoomFile {
  readonly part: GroupPart;
  readonly room: RoomFolder;
  readonly table: TableWriter;
  rows: number;
  newest: string | undefined;
}

export interface RoomFilePlace {
  readonly part: GroupPart;
  readonly room: RoomFolder;
  readonly out: string;
  /** The file of the earlier run. */
  readonly was: FinishedPart | undefined;
  readonly from: string | undefined;
}

/** A new file, or the earlier one up to the first record since `from`. */
export async function openRoomFile({ part, room, was, out, from }: RoomFilePlace): Promise<RoomFile> {
  const file = roomFile(part, room);
  const { format, definition } = part;
  const fields = fieldsOf(definition);
  const place = { path: join(out, file), temporary: partialFile(out, file.replaceAll('/', '.')) };
  const options: TableOptions = { place, fields, format };
  if (was === undefined || from === undefined || definition.time === null) {
    return { part, room, table: await createTable(options), rows: 0, newest: undefined };
  }
  const { mark, newest } = await markAt(
    { path: place.path, format, fields, earlier: was, time: definition.time },
    from,
  );
  const { table } = await extendTable(options, was, [mark]);
  return { part, room, table, rows: mark.row, newest };
}

/** Puts a record into each of the files that it belongs to. */
export async function writeRow(files: readonly RoomFile[], row: Row): Promise<void> {
  for (const file of files) {
    const { keep, trim, definition } = file.part;
    if (keep !== undefined && !keep(row)) continue;
    const waiting = file.table.write(trim === undefined ? row : trim(row));
    if (waiting !== undefined) await waiting;
    file.rows += 1;
    const time = definition.time === null ? undefined : row[definition.time];
    if (typeof time === 'string') file.newest = time;
  }
}

/** A part without records has no file. */
export async function finishRoomFile({ part, room, table, rows, newest }: RoomFile): Promise<FinishedPart[]> {
  if (rows === 0) {
    await table.discard();
    return [];
  }
  return [storedPart({ file: roomFile(part, room), room, newest }, await table.finish())];
}
