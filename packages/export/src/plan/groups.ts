import type { DataTypeDefinition, DataTypeName } from '@hyperstudy-workflows/core';
import { withoutColumns } from '../privacy/drop-columns.ts';
import type { Privacy } from '../privacy/privacy.ts';
import type { PlannedTable } from './tables.ts';

type Row = Readonly<Record<string, unknown>>;

/** A table that is filled from the records of a group. */
export interface GroupPart {
  readonly type: DataTypeName;
  readonly definition: DataTypeDefinition;
  readonly file: string;
  /** Which of the records belong to it; all where undefined. */
  readonly keep?: (row: Row) => boolean;
  /** Takes out what its table is without; undefined: nothing. */
  readonly trim?: (row: Row) => Row;
}

/** Tables that one reading fills: the events, say, with consent and questionnaire, which are parts of them. */
export interface TableGroup {
  /** What is asked for. */
  readonly type: DataTypeName;
  readonly definition: DataTypeDefinition;
  readonly byRoom: boolean;
  /** The first one takes all records. */
  readonly parts: readonly GroupPart[];
  /**
   * Records stay as they are and come in order of time, so that a later run can go on where an earlier one came to.
   */
  readonly growsAtEnd: boolean;
}

/** Puts tables that come from the same records together: what was fetched once isn't fetched again. */
export function groupTables(tables: readonly PlannedTable[], privacy?: Privacy): TableGroup[] {
  const views = (whole: PlannedTable) =>
    tables.filter(
      ({ definition }) => definition.view !== undefined && definition.path === whole.definition.path,
    );
  const wholes = tables.filter(({ definition }) => definition.view === undefined);
  const covered = new Set(wholes.flatMap((whole) => views(whole)));
  return tables
    .filter((table) => !covered.has(table))
    .map((table) => groupOf(table, table.definition.view === undefined ? views(table) : [], privacy));
}

function groupOf(
  { type, definition, byRoom, slug }: PlannedTable,
  views: readonly PlannedTable[],
  privacy: Privacy | undefined,
): TableGroup {
  const { paged, time, sort, changes, view } = definition;
  return {
    type,
    definition,
    byRoom,
    growsAtEnd: paged && time !== null && time === sort && !changes && view === undefined && !byRoom,
    parts: [
      { file: `${slug}.csv`, ...partOf(type, definition, privacy) },
      ...views.map((table) => ({
        file: `${table.slug}.csv`,
        ...partOf(table.type, table.definition, privacy),
        keep: keeps(table.definition),
      })),
    ],
  };
}

/** The columns of a part, without those that are left out. */
function partOf(
  type: DataTypeName,
  definition: DataTypeDefinition,
  privacy: Privacy | undefined,
): Pick<GroupPart, 'type' | 'definition' | 'trim'> {
  if (privacy === undefined) return { type, definition };
  return { type, definition: withoutColumns(definition, privacy.dropped(type)), trim: privacy.trim(type) };
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
