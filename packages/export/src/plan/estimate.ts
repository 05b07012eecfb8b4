import {
  type DataTypeName,
  type HyperStudy,
  planJobs,
  readinessOf,
  scopeParts,
} from '@hyperstudy-workflows/core';
import type { ExportOptions } from '../run/options.ts';
import { filePlanOf } from './file-plan.ts';
import { groupTables, type TableGroup } from './groups.ts';
import { planTables } from './tables.ts';

/** What an export into an empty folder would come to. */
export interface ExportEstimate {
  readonly tables: readonly TableEstimate[];
  /** Recordings whose files would be downloaded; undefined where none would. */
  readonly recordings: MediaEstimate | undefined;
  /** Requests in all, those that mint download addresses included. */
  readonly requests: number;
  /** The least time that the rate limits leave, ms; 0 where there are none. */
  readonly duration: number;
}

/** The recordings that an export would download. */
export interface MediaEstimate {
  readonly files: number;
  /** Of those whose size the server tells. */
  readonly bytes: number;
  readonly ofUnknownSize: number;
  /** Recordings that are not complete on the server yet. */
  readonly running: number;
  /** Requests that mint download addresses. */
  readonly requests: number;
}

export interface TableEstimate {
  readonly type: DataTypeName;
  /** undefined where the server doesn't count them. */
  readonly rows: number | undefined;
  /** 0 where its records come along with another table's. */
  readonly requests: number;
}

const minute = 60_000;
const hour = 60 * minute;

/**
 * Asks what an export would read, without reading it: a request per data type, and the list of recordings where their
 * files are wanted. Writes nothing.
 * @throws {UsageError} as the export would.
 */
export async function estimateExport(client: HyperStudy, options: ExportOptions): Promise<ExportEstimate> {
  const planned = planTables(options);
  const groups = groupTables(planned, filePlanOf(options));
  const rooms = groups.some(({ byRoom }) => byRoom) ? await countRooms(client, options) : 0;
  const read = await Promise.all(groups.map((group) => estimateGroup(client, options, group, rooms)));
  const tables = planned.map(
    ({ type }) => read.find((table) => table.type === type) ?? { type, rows: undefined, requests: 0 },
  );
  const recordings = options.recordings === 'download' ? await media(client, options) : undefined;
  const perEndpoint = [...tables.map(({ requests }) => requests), recordings?.requests ?? 0];
  // One more asks whether the key may export.
  const requests = perEndpoint.reduce((sum, count) => sum + count, 1);
  return { tables, recordings, requests, duration: leastTime(client, perEndpoint, requests) };
}

async function estimateGroup(
  client: HyperStudy,
  { scope, start, end, deployment, pageSize, signal }: ExportOptions,
  { type, definition, byRoom }: TableGroup,
  rooms: number,
): Promise<TableEstimate> {
  if (byRoom) return { type, rows: undefined, requests: rooms + 1 };
  if (!definition.paged) return { type, rows: undefined, requests: 1 };
  const wanted = Object.entries({ start, end, deployment });
  const query = Object.fromEntries(wanted.filter(([name]) => definition.filters.some((one) => one === name)));
  const rows = await client.records(type, scope, { ...query, signal }).count();
  const size = pageSize ?? definition.pageSize ?? 1000;
  // Pages overlap by a row, so that what comes in meanwhile is noticed.
  return { type, rows, requests: Math.max(1, Math.ceil(rows / Math.max(1, size - 1))) };
}

async function countRooms(client: HyperStudy, { scope, deployment }: ExportOptions): Promise<number> {
  return client.rooms({ experiment: scopeParts(scope).id }, { deployment }).count();
}

async function media(
  client: HyperStudy,
  { scope, deployment, recordingType, signal }: ExportOptions,
): Promise<MediaEstimate> {
  const list = client.records('recordings', scope, { deployment, signal });
  const jobs = await planJobs(list, { recordingType }, client.connection.baseUrl);
  const ready = jobs.filter(({ recording }) => readinessOf(recording).state === 'ready');
  return {
    files: ready.length,
    bytes: ready.reduce((sum, { size = 0 }) => sum + size, 0),
    ofUnknownSize: ready.filter(({ size }) => size === undefined).length,
    running: jobs.length - ready.length,
    requests: ready.filter(({ mintPath }) => mintPath !== undefined).length,
  };
}

/** The first requests go out at once; a window has to pass for each further lot. */
function leastTime({ connection }: HyperStudy, perEndpoint: readonly number[], all: number): number {
  const { perMinute, perHour } = connection.budget.limits;
  const minutes = perEndpoint.map((count) => Math.floor(Math.max(0, count - 1) / perMinute) * minute);
  return Math.max(Math.floor((all - 1) / perHour) * hour, ...minutes);
}
