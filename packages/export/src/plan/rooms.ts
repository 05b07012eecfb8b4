import { createHash } from 'node:crypto';
import { type DataTypeDefinition, fieldsOf, UsageError } from '@hyperstudy-workflows/core';
import { folderName } from '../files/out-folder.ts';

type Row = Readonly<Record<string, unknown>>;

/** Folder of a room below the export, or undefined for what belongs to no room. */
export type RoomFolder = string | undefined;

/** Whether records of a group say which room they belong to. The rooms themselves don't: their table stays whole. */
export const saysRoom = (definition: DataTypeDefinition): boolean =>
  fieldsOf(definition).some(({ name }) => name === 'roomId');

/** The folder of the room that a record belongs to. */
export function roomFolderOf({ roomId }: Row): RoomFolder {
  return typeof roomId === 'string' && roomId !== '' ? safeFolder(roomId) : undefined;
}

/** Records by the folder of their room, in order of first appearance. */
export function groupByRoom(rows: readonly Row[]): Map<RoomFolder, Row[]> {
  const rooms = new Map<RoomFolder, Row[]>();
  for (const row of rows) {
    const room = roomFolderOf(row);
    const own = rooms.get(room);
    if (own === undefined) rooms.set(room, [row]);
    else own.push(row);
  }
  return rooms;
}

/**
 * In order of their names; what belongs to no room last.
 * @throws {UsageError} for two that are one folder where capital letters make no difference.
 */
export function inRoomOrder(rooms: Iterable<RoomFolder>): RoomFolder[] {
  const sorted = [...rooms].sort((a = '', b = '') => (a < b ? -1 : a > b ? 1 : 0));
  const seen = new Set<string>();
  for (const room of sorted) {
    const folded = (room ?? '').normalize('NFC').toLowerCase();
    if (seen.has(folded)) {
      throw new UsageError(
        `A room is called like ${room}, but for capital letters: not every disk tells them apart.`,
        {
          hint: 'Export without --partition room.',
        },
      );
    }
    seen.add(folded);
  }
  return sorted;
}

/** An id that can't be a name as it is gets a hash: two such ids could look alike. */
function safeFolder(roomId: string): string {
  const safe = folderName(roomId);
  if (safe === roomId) return safe;
  return `${safe}-${createHash('sha256').update(roomId).digest('hex').slice(0, 8)}`;
}

/** Where a part of a room's records goes, below the export. */
export const roomFile = (part: { readonly file: string }, room: RoomFolder): string =>
  room === undefined ? part.file : `rooms/${room}/${part.file}`;

/** All files of a part: a pattern that DuckDB, Python and shells understand. */
export const roomPattern = (part: { readonly file: string }): string => `rooms/*/${part.file}`;
