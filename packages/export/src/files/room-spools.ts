import { appendFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { chunksOf } from './chunks.ts';
import { linesOf } from './lines.ts';

/** Text that is held, of all rooms together, before it goes to their files, in UTF-16 units. */
const mostHeld = 8 * 1024 * 1024;

/** Records of a room that wait in a file of their own. */
export interface RoomSpool {
  /** undefined: records that belong to no room. */
  readonly room: string | undefined;
  readonly path: string;
}

/** A record as a line that says where it belongs. A tab is in no folder name, and not raw in JSON. */
export const spoolLine = (room: string | undefined, row: unknown): string =>
  `${room ?? ''}\t${JSON.stringify(row)}\n`;

/**
 * Puts the records of each room into a file of its own. No file stays open, so that thousands of rooms are no trouble;
 * records come in order of time, so what is held at a time belongs to the few rooms that were active.
 * @returns a spool for each room, in order of their names
 */
export async function splitByRoom(spool: string, folder: string): Promise<RoomSpool[]> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const rooms = new Set<string>();
  let held = new Map<string, string[]>();
  let size = 0;
  const flush = async (): Promise<void> => {
    for (const [room, lines] of held) await appendFile(pathOf(folder, room), lines.join(''));
    held = new Map();
    size = 0;
  };
  for await (const lines of linesOf(chunksOf(spool))) {
    for (const line of lines) {
      const tab = line.indexOf('\t');
      const room = line.slice(0, tab);
      const waiting = held.get(room);
      const text = `${line.slice(tab + 1)}\n`;
      if (waiting === undefined) held.set(room, [text]);
      else waiting.push(text);
      rooms.add(room);
      size += text.length;
    }
    if (size > mostHeld) await flush();
  }
  await flush();
  return [...rooms]
    .sort()
    .map((room) => ({ room: room === '' ? undefined : room, path: pathOf(folder, room) }));
}

/** The prefix keeps a room apart from what belongs to none. */
const pathOf = (folder: string, room: string): string => join(folder, room === '' ? 'none' : `room-${room}`);

/** The records of a spool. */
export async function* spooledRows(path: string): AsyncGenerator<Readonly<Record<string, unknown>>, void> {
  for await (const lines of linesOf(chunksOf(path))) {
    for (const line of lines) yield JSON.parse(line) as Readonly<Record<string, unknown>>;
  }
}
