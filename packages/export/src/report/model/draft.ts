import type { Manifest } from '../../manifest/manifest.ts';
import { limits, share } from './limits.ts';
import { RoomDraft } from './room-draft.ts';

/** What doesn't fit a report, by what it is: it is said on the page. */
export type Overflow = 'rooms' | 'curves' | 'reach' | 'scale' | 'people' | 'recordings' | 'chat' | 'answers';

/** The report while tables are read. */
export class Draft {
  readonly rooms = new Map<string, RoomDraft>();
  readonly outcomes = new Map<string, number>();
  readonly people = new Set<string>();
  readonly deployments = new Set<string>();
  readonly overflow = new Map<Overflow, number>();
  /** Buckets of a curve. */
  readonly buckets: number;
  /** Bins of a lane of events. */
  readonly bins: number;
  curves = 0;
  chatText = 0;
  answers = 0;
  recordings = 0;

  constructor(manifest: Manifest) {
    const rooms = roomsOf(manifest);
    // A pair that rates, and whose players are compared: about four curves.
    this.buckets = share(limits.buckets, rooms * 4, limits.bucketsPerCurve);
    this.bins = share(limits.bins.all, rooms * 8, limits.bins);
  }

  /** The room of a record, made where new; undefined for records of no room, and beyond the limit. */
  room(id: string | null): RoomDraft | undefined {
    if (id === null) return undefined;
    const known = this.rooms.get(id);
    if (known !== undefined) return known;
    if (this.rooms.size >= limits.rooms) {
      this.leftOut('rooms');
      return undefined;
    }
    const room = new RoomDraft(id);
    this.rooms.set(id, room);
    return room;
  }

  leftOut(what: Overflow): void {
    this.overflow.set(what, (this.overflow.get(what) ?? 0) + 1);
  }

  /** Keeps people apart as long as there is room for them. */
  person(id: string): void {
    if (this.people.size < limits.rooms * 8) this.people.add(id);
    else if (!this.people.has(id)) this.leftOut('people');
  }
}

/** How many rooms there will be; where no table says so, a number that keeps the page small. */
function roomsOf({ files, query }: Manifest): number {
  if (query.scope.room !== undefined) return 1;
  const rows = (type: string) =>
    files.filter((file) => file.type === type).reduce((sum, file) => sum + file.rows, 0);
  return rows('rooms') || Math.ceil(rows('participants') / 2) || 200;
}
