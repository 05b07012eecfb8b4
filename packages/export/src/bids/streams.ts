import { type DataTypeName, dataType, dataTypeNames, fieldsOf } from '@hyperstudy-workflows/core';
import { type DescribedColumn, describedColumns } from '../documents/described-columns.ts';
import type { ManifestTable } from '../manifest/manifest.ts';
import { type BidsColumn, bidsColumns, type ColumnDescription, subjectField } from './columns.ts';
import { missing, secondsCell } from './tsv.ts';

type Row = Readonly<Record<string, unknown>>;

/** A table whose records become files of the sessions. */
export interface Stream {
  readonly type: DataTypeName;
  /** One, or one for each room. */
  readonly tables: readonly ManifestTable[];
  /** Label of the task: the name of the data type. */
  readonly task: string;
  /** events: things that happen, each with onset and duration; beh: samples. */
  readonly suffix: 'events' | 'beh';
  /** Field with the participant's id. */
  readonly subject: string;
  /** Field with how long a record lasts, ms: its duration, or the time to the answer where there is no other. */
  readonly duration: string;
  /** After onset, duration and actor. */
  readonly columns: readonly BidsColumn[];
}

/** The tables whose records have a participant and a place in the session, but for parts of others. */
export function streamsOf(
  tables: readonly ManifestTable[],
  labelOf: (id: string) => string | undefined,
): Stream[] {
  return dataTypeNames.flatMap((type) => {
    const definition = dataType(type);
    const own = tables.filter((table) => table.type === type);
    const fields = new Set(fieldsOf(definition).map(({ name }) => name));
    const subject = subjectField(type);
    if (own.length === 0 || definition.view !== undefined || subject === undefined || !fields.has('onset'))
      return [];
    return {
      type,
      tables: own,
      task: type.replace(/[^a-z0-9]/g, ''),
      suffix: definition.sampled ? ('beh' as const) : ('events' as const),
      subject,
      duration: fields.has('duration') ? 'duration' : 'responseTime',
      columns: bidsColumns(type, columnsOfAll(own), labelOf),
    };
  });
}

/** The columns that any of the tables has, in the order in which they come. */
function columnsOfAll(tables: readonly ManifestTable[]): DescribedColumn[] {
  const columns = new Map<string, DescribedColumn>();
  for (const table of tables) {
    for (const column of describedColumns(table)) {
      if (!columns.has(column.name)) columns.set(column.name, column);
    }
  }
  return [...columns.values()];
}

/** The columns that every record has a place for, before those of its table. */
export const leading = ['onset', 'duration', 'actor'] as const;

/** Milliseconds; undefined where the record has no place in the session. */
export const onsetOf = ({ onset }: Row): number | undefined =>
  typeof onset === 'number' && Number.isFinite(onset) ? onset : undefined;

/** A length that can't be is no length. */
export function durationCell({ duration }: Stream, row: Row): string {
  const value = row[duration];
  return typeof value === 'number' && value >= 0 ? secondsCell(value) : missing;
}

/** What the sidecar of a stream says, for the columns that any of its files has. */
export function sidecarOf(stream: Stream, suffix: Stream['suffix'], used: ReadonlySet<string>): object {
  const { title, description } = dataType(stream.type);
  const columns: [string, ColumnDescription][] = [
    ['onset', { Description: onsetText, Units: 's' }],
    ['duration', { Description: 'How long it lasted; n/a where that is not known', Units: 's' }],
    ['actor', { Description: 'Who the record is of', Levels: actors }],
    ...stream.columns.map(({ name, description }): [string, ColumnDescription] => [name, description]),
  ];
  // The validator takes any text in a sidecar of events for a column.
  const task =
    suffix === 'events' ? {} : { TaskName: taskName(stream), TaskDescription: `${title}: ${description}` };
  return { ...task, ...Object.fromEntries(columns.filter(([name]) => used.has(name))) };
}

/** Letters and digits of it are the label, as BIDS wants it. */
const taskName = ({ type }: Stream): string => type.replaceAll('_', ' ');

const onsetText =
  'Time since the experiment content started in the room of this session; negative for anything before';

const actors = {
  participant: 'This participant',
  room: 'The room: the same row stands with each of its participants',
};
