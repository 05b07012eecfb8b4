import type { DataTypeDefinition, DataTypeName } from '@hyperstudy-workflows/core';
import { withoutColumns } from '../privacy/drop-columns.ts';
import type { Privacy } from '../privacy/privacy.ts';
import { extensionOf, formatName, type TableFormat } from '../tables/format.ts';
import { saysRoom } from './rooms.ts';
import type { PlannedTable } from './tables.ts';

type Row = Readonly<Record<string, unknown>>;

/** A file that is filled from the records of a group: one of its tables, in one format. */
export interface GroupPart {
  readonly type: DataTypeName;
  readonly definition: DataTypeDefinition;
  readonly file: string;
  readonly format: TableFormat;
  /** Which of the records belong to it; all where undefined. */
  readonly keep?: (row: Row) => boolean;
  /** Takes out what its table is without; undefined: nothing. */
  readonly trim?: ((row: Row) => Row) | undefined;
}

/** Tables that one reading fills: the events, say, with consent and questionnaire, which are parts of them. */
export interface TableGroup {
  /** What is asked for. */
  readonly type: DataTypeName;
  readonly definition: DataTypeDefinition;
  readonly byRoom: boolean;
  /** The records of each room go to files of their own. */
  readonly partitioned: boolean;
  /** The first ones, one for each format, take all records. */
  readonly parts: readonly GroupPart[];
  /**
   * Records stay as they are and come in order of time, so that a later run can go on where an earlier one came to.
   */
  readonly growsAtEnd: boolean;
}

/** How the files of an export are made. */
export interface FilePlan {
  readonly formats: readonly TableFormat[];
  readonly partition: 'none' | 'room';
  /** Undefined: nothing is done to any record. */
  readonly privacy?: Privacy | undefined;
}

const plainFiles: FilePlan = { formats: [{ kind: 'csv' }], partition: 'none' };

/** All that decides about the files of a group: an earlier run's can be continued when it is the same. */
export const layoutOf = ({ parts, partitioned }: TableGroup): string =>
  [partitioned ? 'room' : 'none', ...parts.map(({ file, format }) => `${file} ${formatName(format)}`)].join(
    '; ',
  );

/** Puts tables that come from the same records together: what was fetched once isn't fetched again. */
export function groupTables(tables: readonly PlannedTable[], plan: FilePlan = plainFiles): TableGroup[] {
  const views = (whole: PlannedTable) =>
    tables.filter(
      ({ definition }) => definition.view !== undefined && definition.path === whole.definition.path,
    );
  const wholes = tables.filter(({ definition }) => definition.view === undefined);
  const covered = new Set(wholes.flatMap((whole) => views(whole)));
  return tables
    .filter((table) => !covered.has(table))
    .map((table) => groupOf(table, table.definition.view === undefined ? views(table) : [], plan));
}

function groupOf(
  { type, definition, byRoom, slug }: PlannedTable,
  views: readonly PlannedTable[],
  { formats, partition, privacy }: FilePlan,
): TableGroup {
  const { paged, time, sort, changes, view } = definition;
  const partitioned = partition === 'room' && saysRoom(definition);
  // A place in the file of a room is found by the times in it: where they aren't the server's, all is read again.
  const types = [type, ...views.map((table) => table.type)];
  const findsPlaces =
    !partitioned || privacy === undefined || types.every((each) => privacy.keepsTimes(each));
  return {
    type,
    definition,
    byRoom,
    partitioned,
    growsAtEnd:
      paged && time !== null && time === sort && !changes && view === undefined && !byRoom && findsPlaces,
    parts: [
      ...filesOf({ type, definition, slug }, formats, privacy),
      ...views.flatMap((table) =>
        filesOf(table, formats, privacy).map((part) => ({ ...part, keep: keeps(table.definition) })),
      ),
    ],
  };
}

/** The files of a table, without the columns that are left out. */
function filesOf(
  { type, definition: whole, slug }: Pick<PlannedTable, 'type' | 'definition' | 'slug'>,
  formats: readonly TableFormat[],
  privacy: Privacy | undefined,
): GroupPart[] {
  const definition = privacy === undefined ? whole : withoutColumns(whole, privacy.dropped(type));
  const trim = privacy?.trim(type);
  return formats.map((format) => ({
    type,
    definition,
    format,
    file: `${slug}.${extensionOf(format)}`,
    trim,
  }));
}

/** The condition that the server and the client apply for a view, both category names at once. */
function keeps({ view = [] }: DataTypeDefinition): (row: Row) => boolean {
  return ({ category, eventType }) =>
    view.some(
      (part) =>
        part.category === category &&
        (part.eventTypePrefix === undefined ||
          (typeof eventType === 'string' && eventType.startsWith(part.eventTypePrefix))),
    );
}
