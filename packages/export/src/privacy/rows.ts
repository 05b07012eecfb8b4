import type { DataTypeName } from '@hyperstudy-workflows/core';
import type { Consents, LeftOutReason } from './consent.ts';
import { personOf } from './fields.ts';
import type { Known } from './identifiers.ts';
import { type RowRules, RowScrubber } from './row-scrubber.ts';
import { Tally } from './text-scrubber.ts';

type Row = Readonly<Record<string, unknown>>;

/** What becomes of the records of one reading. */
export interface Rows {
  /** How often what was done, so far. */
  readonly counts: Record<string, number>;
  /** The record as it is written; undefined where it is left out. */
  apply(row: Row): Row | undefined;
}

export interface RowSettings extends Omit<RowRules, 'people'> {
  readonly people: RowRules['people'];
  /** Undefined: nobody is left out. */
  readonly consents: Consents | undefined;
  /** Told of people as their records come. */
  readonly meetPerson: (person: string, room: unknown) => void;
  readonly meet: (known: Known) => void;
}

/** Name of the count of records that were left out. */
export const leftOut = (reason: LeftOutReason): string => `leftOut:${reason}`;

/** The records of one data type. @param counts of the records before these */
export function rowsOf(
  type: DataTypeName,
  settings: RowSettings,
  counts?: Readonly<Record<string, number>>,
): Rows {
  const tally = new Tally(counts);
  const scrubber = new RowScrubber(type, settings, tally);
  const { consents } = settings;
  return {
    get counts() {
      return tally.counts;
    },
    apply(row) {
      const person = personOf(type, row);
      if (person !== undefined) settings.meetPerson(person, row.roomId);
      if (consents === undefined) return scrubber.scrub(row);
      const reason = reasonFor(type, row, person, consents);
      if (reason === undefined) return scrubber.scrub(withoutOthers(row, consents));
      tally.add(leftOut(reason));
      return undefined;
    },
  };
}

function reasonFor(
  type: DataTypeName,
  row: Row,
  person: string | undefined,
  consents: Consents,
): LeftOutReason | undefined {
  if (person !== undefined) return consents.reasonFor(person);
  // Nobody can tell whose it is: a variable, a recording of the whole room, an answer.
  const isOfRoom = ofRooms.has(type) && (row.response === undefined || row.response === null);
  return !isOfRoom && consents.isShared(row.roomId) ? 'sharedRoom' : undefined;
}

/** Types whose records may be about a room and nobody in it. */
const ofRooms: ReadonlySet<DataTypeName> = new Set(['rooms', 'events', 'videochat', 'instructions']);

/** What a record says of those who are left out, where the service says so in fields. */
function withoutOthers(row: Row, consents: Consents): Row {
  const isIn = (person: unknown) => typeof person !== 'string' || consents.reasonFor(person) === undefined;
  const { recipientIds, variableSnapshot, roomId } = row;
  let kept = row;
  if (Array.isArray(recipientIds) && !recipientIds.every(isIn))
    kept = { ...kept, recipientIds: recipientIds.filter(isIn) };
  if (variableSnapshot !== undefined && variableSnapshot !== null && consents.isShared(roomId))
    kept = { ...kept, variableSnapshot: null };
  return kept;
}
