import { type DataTypeName, dataType, type FieldInfo, fieldsOf } from '@hyperstudy-workflows/core';
import type { TableRow } from '../tables/row-builder.ts';
import { type ColumnDescription, descriptionOf, snakeCase } from './columns.ts';
import type { People, Visit } from './people.ts';
import { missing, secondsCell, tsvCell, tsvTable } from './tsv.ts';

/** A file of the dataset and what it holds. */
export interface TextFile {
  /** Below the folder of the dataset. */
  readonly path: string;
  readonly text: string;
}

type Person = ReturnType<People['participants']>[number];

/** participants.tsv: one row for each folder of a subject. */
export function participantsFiles(people: People): TextFile[] {
  const rows = people
    .participants()
    .map(({ subject, visits }) => [
      subject,
      onlyOne([...visits.values()].map(({ facts }) => facts?.role)),
      onlyOne([...visits.keys()].map((room) => people.session(room))),
      visits.size,
    ]);
  const columns = {
    participant_id: { Description: 'Subject: the participant, the same in all sessions' },
    role: { Description: 'Role in the room; n/a where it differs between sessions (see the sessions files)' },
    group: {
      Description:
        'Those who took part together: the session they share; n/a for a participant with several sessions',
    },
    sessions: { Description: 'Number of sessions' },
  };
  return [
    { path: 'participants.tsv', text: tsvTable(Object.keys(columns), rows) },
    { path: 'participants.json', text: jsonText(columns) },
  ];
}

/** The value, if there is but one. */
function onlyOne(values: readonly unknown[]): unknown {
  const [first, ...others] = [...new Set(values)];
  return others.length === 0 ? first : undefined;
}

/** sub-…_sessions.tsv of one subject, with its sidecar: the validator looks for that beside it only. */
export function sessionsFiles({ subject, visits }: Person, people: People): TextFile[] {
  const columns = [...fieldColumns('participants', ''), ...fieldColumns('rooms', 'room_')];
  const rows = [...visits]
    .map(([room, visit]) => sessionRow(room, visit, people, columns))
    .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  const header = ['session_id', 'acq_time', ...columns.map(({ name }) => name)];
  const sidecar = {
    session_id: { Description: 'Session: a room; participants of one room share it' },
    acq_time: {
      Description: 'When the experiment content started in the room (UTC): onsets count from here',
    },
    ...Object.fromEntries(columns.map(({ name, description }) => [name, description])),
  };
  return [
    { path: `${subject}/${subject}_sessions.tsv`, text: tsvTable(header, rows) },
    { path: `${subject}/${subject}_sessions.json`, text: jsonText(sidecar) },
  ];
}

interface FieldColumn {
  readonly name: string;
  readonly of: 'participants' | 'rooms';
  readonly field: FieldInfo;
  readonly description: ColumnDescription;
}

/** Ids are said by labels, and an address is nothing that a dataset should hold. */
const leftOut = /^(id|email)$|Id$/;

/** Only known fields: what turns up in a table of persons may name them. */
function fieldColumns(of: FieldColumn['of'], prefix: string): FieldColumn[] {
  return fieldsOf(dataType(of satisfies DataTypeName))
    .filter(({ name }) => !leftOut.test(name))
    .map((field) => ({
      name: `${prefix}${snakeCase(field.name)}`,
      of,
      field,
      description: descriptionOf({ ...field, path: [field.name] }),
    }));
}

function sessionRow(
  room: string,
  { facts }: Visit,
  people: People,
  columns: readonly FieldColumn[],
): unknown[] {
  const of = { participants: facts, rooms: people.room(room) };
  return [
    people.session(room),
    startOf(people.room(room)),
    ...columns.map(({ of: table, field }) => fieldCell(of[table], field)),
  ];
}

const fieldCell = (row: TableRow | undefined, { name, unit }: FieldInfo): string =>
  (unit === 'ms' ? secondsCell : tsvCell)(row?.[name]);

/** Time in the form that BIDS takes; n/a for any other. */
export function startOf(room: TableRow | undefined): string {
  const start = room?.startedAt;
  return typeof start === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z?$/.test(start)
    ? start
    : missing;
}

/** sub-…_ses-…_scans.tsv: the files of a session and when it started. */
export function scansFile(
  subject: string,
  session: string,
  files: readonly string[],
  start: string,
): TextFile {
  const rows = files.map((name) => [name, start]);
  return {
    path: `${subject}/${session}/${subject}_${session}_scans.tsv`,
    text: tsvTable(['filename', 'acq_time'], rows),
  };
}

export const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
