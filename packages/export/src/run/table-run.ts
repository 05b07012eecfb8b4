import { join } from 'node:path';
import {
  type FilterValues,
  fieldsOf,
  type HyperStudyError,
  type ReadReport,
  rowKey,
  type Scope,
} from '@hyperstudy-workflows/core';
import type { PlannedTable } from '../plan/tables.ts';
import { CanonicalOrder } from '../tables/canonical-order.ts';
import { CsvTable } from '../tables/csv-table.ts';
import type { FinishedTable, TableWriter } from '../tables/table-writer.ts';
import type { Client, ExportOptions } from './options.ts';
import { sumOfReports } from './sum-of-reports.ts';

/** A table that was written. */
export interface TableResult extends FinishedTable {
  readonly type: PlannedTable['type'];
  /** Name below the folder. */
  readonly file: string;
  readonly report: ReadReport;
  /** Latest time of a record, as the server wrote it; undefined where there is none. */
  readonly newest?: string;
}

/** A table that could not be read. */
export interface TableFailure {
  readonly type: PlannedTable['type'];
  readonly error: HyperStudyError;
}

export interface TableContext {
  readonly client: Client;
  readonly options: ExportOptions;
  /** Rooms to ask one by one, for types that only exist by room. */
  readonly rooms: () => Promise<readonly string[]>;
}

/**
 * Reads one data type into its file. Records go from page to file; only a few pages are held. On an error nothing
 * is left behind.
 */
export async function runTable(table: PlannedTable, context: TableContext): Promise<TableResult> {
  const file = `${table.slug}.csv`;
  const writer = await CsvTable.create({
    path: join(context.options.out, file),
    fields: fieldsOf(table.definition),
  });
  try {
    const { report, newest } = await copyRecords(table, context, writer);
    const finished = await writer.finish();
    context.options.onProgress?.({
      what: table.type,
      done: finished.rows,
      total: finished.rows,
      finished: true,
    });
    return { type: table.type, file, ...finished, report, newest };
  } catch (error) {
    await writer.discard();
    throw error;
  }
}

interface Copied {
  readonly report: ReadReport;
  readonly newest: string | undefined;
}

async function copyRecords(table: PlannedTable, context: TableContext, writer: TableWriter): Promise<Copied> {
  const { client, options } = context;
  const { definition, type } = table;
  const reports: ReadReport[] = [];
  let done = 0;
  let newest: string | undefined;
  for (const { scope, room } of await scopesOf(table, context)) {
    const order =
      definition.time === null ? undefined : new CanonicalOrder(definition.time, rowKey(definition.key));
    const query = client.records(type, scope, {
      ...filtersFor(table, options),
      pageSize: definition.paged ? options.pageSize : undefined,
      signal: options.signal,
    });
    for await (const { records, total } of query.pages()) {
      // Records that only exist by room don't always say which.
      if (room !== undefined) for (const record of records) record.roomId ??= room;
      await writer.write(order === undefined ? records : order.push(records));
      done += records.length;
      // Records come in order of time.
      const latest = definition.time === null ? undefined : records.at(-1)?.[definition.time];
      if (typeof latest === 'string' && (newest === undefined || latest > newest)) newest = latest;
      options.onProgress?.({ what: type, done, total: table.byRoom ? undefined : total, finished: false });
    }
    if (order !== undefined) await writer.write(order.end());
    reports.push(query.report);
  }
  return { report: sumOfReports(reports), newest };
}

async function scopesOf(
  table: PlannedTable,
  { options, rooms }: TableContext,
): Promise<{ scope: Scope; room?: string }[]> {
  if (!table.byRoom) return [{ scope: options.scope }];
  return (await rooms()).map((room) => ({ scope: { room }, room }));
}

/** The filters of the export that the data type takes. */
function filtersFor({ definition }: PlannedTable, { start, end, deployment }: ExportOptions): FilterValues {
  const wanted: FilterValues = { start, end, deployment };
  return Object.fromEntries(
    Object.entries(wanted).filter(([name]) => definition.filters.some((filter) => filter === name)),
  );
}
