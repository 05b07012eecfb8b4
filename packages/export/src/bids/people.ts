import type { TableRow } from '../tables/row-builder.ts';
import { Labels } from './labels.ts';

/** A participant in a room. */
export interface Visit {
  /** Number of the visit, from 0. */
  readonly nth: number;
  /** What the table of participants says; undefined for one who is only seen in other tables. */
  facts: TableRow | undefined;
}

/** Records without a room are put together. */
const noRoom = '';

/** Who took part in which room, with their labels. Grows with participants and rooms, not with records. */
export class People {
  readonly #subjects = new Labels(['emptyroom']);
  readonly #sessions = new Labels(['unassigned']);
  readonly #visits = new Map<string, Map<string, Visit>>();
  readonly #inRoom = new Map<string, string[]>();
  #count = 0;
  readonly #rooms = new Map<string, TableRow>();

  /** A participant of the table of participants. */
  addParticipant(row: TableRow): void {
    const { id, roomId } = row;
    if (typeof id === 'string' && id !== '') this.visit(id, roomId).facts = row;
  }

  addRoom(row: TableRow): void {
    if (typeof row.id !== 'string' || row.id === '') return;
    this.#rooms.set(row.id, row);
    this.#sessions.of(row.id);
  }

  /** Notes that someone was in a room. */
  visit(participant: string, roomId: unknown): Visit {
    const room = this.roomKey(roomId);
    this.#subjects.of(participant);
    let visits = this.#visits.get(participant);
    if (visits === undefined) {
      visits = new Map();
      this.#visits.set(participant, visits);
    }
    let visit = visits.get(room);
    if (visit === undefined) {
      visit = { nth: this.#count, facts: undefined };
      visits.set(room, visit);
      this.#count += 1;
      this.#inRoom.set(room, [...(this.#inRoom.get(room) ?? []), participant]);
    }
    return visit;
  }

  /** A room's id, or what stands for records without one. */
  roomKey(roomId: unknown): string {
    const room = typeof roomId === 'string' ? roomId : noRoom;
    if (room !== noRoom) this.#sessions.of(room);
    return room;
  }

  /** Participants in the order of their labels. */
  participants(): { id: string; subject: string; visits: ReadonlyMap<string, Visit> }[] {
    return [...this.#visits]
      .map(([id, visits]) => ({ id, subject: this.subject(id), visits }))
      .sort((a, b) => (a.subject < b.subject ? -1 : 1));
  }

  /** Rooms with their labels. */
  rooms(): { id: string; session: string; facts: TableRow | undefined }[] {
    return [...this.#sessions.entries()]
      .map(([id, label]) => ({ id, session: `ses-${label}`, facts: this.#rooms.get(id) }))
      .sort((a, b) => (a.session < b.session ? -1 : 1));
  }

  room(id: string): TableRow | undefined {
    return this.#rooms.get(id);
  }

  /** Participants of a room. */
  inRoom(room: string): readonly string[] {
    return this.#inRoom.get(room) ?? [];
  }

  /** sub-… */
  subject(participant: string): string {
    return `sub-${this.#subjects.of(participant)}`;
  }

  /** sub-… of an id that is a participant's. */
  knownSubject(id: string): string | undefined {
    return this.#visits.has(id) ? this.subject(id) : undefined;
  }

  /** ses-… */
  session(room: string): string {
    return room === noRoom ? 'ses-unassigned' : `ses-${this.#sessions.of(room)}`;
  }
}
