import type { RecordingRecord } from '@hyperstudy-workflows/core';
import type { TableGroup } from '../plan/groups.ts';
import type { Shard } from './shard-file.ts';

/** What a shard has to know of a room. */
export interface RoomFacts {
  readonly id: string;
  readonly createdAt?: unknown;
}

/**
 * The rooms of a study in an order that new ones don't disturb: they come at the end. Rooms from after the window hold
 * nothing that is exported.
 */
export function orderedRooms(rooms: readonly RoomFacts[], until: string): string[] {
  const timeOf = ({ createdAt }: RoomFacts): number =>
    typeof createdAt === 'string' || typeof createdAt === 'number' ? new Date(createdAt).getTime() || 0 : 0;
  const end = Date.parse(until);
  return rooms
    .filter((room) => timeOf(room) < end)
    .sort((a, b) => timeOf(a) - timeOf(b) || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
}

/** Every of-th room, so that early and late sessions, short and long ones, spread over the shards. */
export const ownRooms = (rooms: readonly string[], { index, of }: Shard): string[] =>
  rooms.filter((_, i) => i % of === index - 1);

/**
 * Whether the records of a group are divided by room. Others are few, or only make sense as a whole: the first shard
 * reads them.
 */
export const isDivided = ({ byRoom, definition }: TableGroup): boolean =>
  byRoom ||
  (definition.paged &&
    definition.time !== null &&
    definition.time === definition.sort &&
    definition.changes === undefined &&
    definition.scopes.includes('experiment') &&
    definition.scopes.includes('room'));

/** Divides recordings by size, largest first, each to the shard that has least; equal for all that see the same list. */
export function ownRecordings(
  recordings: readonly RecordingRecord[],
  { index, of }: Shard,
): ReadonlySet<number> {
  // One whose size isn't told counts as a small one, not as none: it costs a request too.
  const sizeOf = ({ fileSize }: RecordingRecord): number => Math.max(1_000_000, fileSize ?? 0);
  const loads = Array.from({ length: of }, () => 0);
  const own = new Set<number>();
  const bySize = recordings.map((recording, place) => ({ place, size: sizeOf(recording) }));
  for (const { place, size } of bySize.sort((a, b) => b.size - a.size || a.place - b.place)) {
    const least = loads.indexOf(Math.min(...loads));
    loads[least] = (loads[least] ?? 0) + size;
    if (least === index - 1) own.add(place);
  }
  return own;
}
