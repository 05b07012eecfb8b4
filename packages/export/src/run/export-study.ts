import {
  AuthenticationError,
  checkedId,
  type DownloadStatus,
  type HyperStudyError,
  isHyperStudyError,
  PermissionError,
  scopeParts,
  UsageError,
} from '@hyperstudy-workflows/core';
import { makeOutFolder } from '../files/out-folder.ts';
import { buildManifest } from '../manifest/build.ts';
import { type Manifest, readManifest, writeManifest } from '../manifest/manifest.ts';
import { type PlannedTable, planTables } from '../plan/tables.ts';
import type { Client, ExportOptions } from './options.ts';
import { type RecordingsResult, runRecordings } from './recordings-run.ts';
import { runTable, type TableContext, type TableFailure, type TableResult } from './table-run.ts';

/** What an export did. */
export interface ExportResult {
  readonly out: string;
  readonly manifest: Manifest;
  readonly tables: readonly TableResult[];
  /** Types that could not be read, each with its reason; the others are exported. */
  readonly failures: readonly TableFailure[];
  /** What this run did with the files of recordings; zero throughout where none were asked for. */
  readonly recordings: Readonly<Record<DownloadStatus, number>>;
  /** Bytes of recordings that were transferred. */
  readonly transferred: number;
  readonly requests: number;
  /** ms */
  readonly duration: number;
}

/** Tables that are read side by side: the minute limit counts each endpoint for itself. */
const tablesAtOnce = 3;

/**
 * Exports a study into a folder. Records stream from page to file; files appear whole or not at all; the manifest
 * comes last.
 * @throws {UsageError} when the folder, the scope or an option can't work; the error of the first table when no
 * table could be read. Nothing is left half-written.
 */
export async function exportStudy(client: Client, options: ExportOptions): Promise<ExportResult> {
  const { clock } = client.connection;
  const started = clock.now();
  const requestsBefore = client.requests;
  const tables = planTables(options);
  await checkAccess(client, options);
  await makeOutFolder(options.out);
  const before = await earlierRun(options);
  const context: TableContext = { client, options, rooms: once(() => roomsOf(client, options)) };
  const records = tables.filter(({ type }) => type !== 'recordings');
  const { done, failures } = await runTables(records, context);
  const recordings = await recordingsOf(tables, context, before, failures);
  const results = inOrder(tables, recordings === undefined ? done : [...done, recordings.table]);
  if (results.length === 0 && failures[0] !== undefined) throw failures[0].error;
  const types = tables.map(({ type }) => type);
  const facts = { options, baseUrl: client.connection.baseUrl, types, tables: results, failures, recordings };
  const manifest = buildManifest(facts);
  await writeManifest(options.out, manifest);
  return {
    out: options.out,
    manifest,
    tables: results,
    failures,
    recordings: countsOf(recordings),
    transferred: (recordings?.downloads ?? []).reduce((sum, { transferred }) => sum + transferred, 0),
    requests: client.requests - requestsBefore,
    duration: clock.now() - started,
  };
}

/** One cheap request that says early what would otherwise fail later: unknown id, wrong key, no permission. */
async function checkAccess(client: Client, { scope }: ExportOptions): Promise<void> {
  const { kind, id } = scopeParts(scope);
  if (kind !== 'experiment') return;
  const access = await client.access({ experiment: checkedId(id, 'experiment') });
  if (access.canExport === false) {
    throw new PermissionError(`The key may not export the data of experiment ${id}.`, {
      hint: 'Ask the owner of the experiment for Export permission on its data.',
    });
  }
}

/** @throws {UsageError} when the folder holds the export of something else. */
async function earlierRun(options: ExportOptions): Promise<Manifest | undefined> {
  const before = await readManifest(options.out);
  if (before === undefined) return undefined;
  const { kind, id } = scopeParts(options.scope);
  if (before.query.scope[kind] === id) return before;
  const held = Object.entries(before.query.scope)
    .map((pair) => pair.join(' '))
    .join(', ');
  throw new UsageError(`${options.out} holds the export of ${held}.`, {
    hint: 'Give another --out for this one.',
  });
}

interface Outcome {
  readonly done: TableResult[];
  readonly failures: TableFailure[];
}

/** A table that fails doesn't stop the others, unless the key is wrong or someone stopped the run. */
async function runTables(tables: readonly PlannedTable[], context: TableContext): Promise<Outcome> {
  const outcome: Outcome = { done: [], failures: [] };
  const waiting = [...tables];
  const worker = async (): Promise<void> => {
    for (let table = waiting.shift(); table !== undefined; table = waiting.shift()) {
      try {
        outcome.done.push(await runTable(table, context));
      } catch (error) {
        outcome.failures.push({ type: table.type, error: bearable(error, context.options.signal) });
      }
    }
  };
  // All workers are waited for, so that none still writes when an error is passed on.
  const ends = await Promise.allSettled(Array.from({ length: tablesAtOnce }, worker));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return { done: outcome.done, failures: inOrder(tables, outcome.failures) };
}

/** The error of one table; throws what concerns the whole run. */
function bearable(error: unknown, signal: AbortSignal | undefined): HyperStudyError {
  signal?.throwIfAborted();
  if (!isHyperStudyError(error) || error instanceof AuthenticationError) throw error;
  return error;
}

async function recordingsOf(
  tables: readonly PlannedTable[],
  { client, options }: TableContext,
  before: Manifest | undefined,
  failures: TableFailure[],
): Promise<RecordingsResult | undefined> {
  const table = tables.find(({ type }) => type === 'recordings');
  if (table === undefined) return undefined;
  const known = new Map((before?.recordings.files ?? []).map((file) => [file.path, file]));
  try {
    return await runRecordings(table, client, options, known);
  } catch (error) {
    failures.push({ type: table.type, error: bearable(error, options.signal) });
    return undefined;
  }
}

function countsOf(recordings: RecordingsResult | undefined): Record<DownloadStatus, number> {
  const counts = { downloaded: 0, skipped: 0, pending: 0, failed: 0 };
  for (const { status } of recordings?.downloads ?? []) counts[status] += 1;
  return counts;
}

async function roomsOf(client: Client, { scope, deployment }: ExportOptions): Promise<readonly string[]> {
  const { id } = scopeParts(scope);
  const rooms = await client.rooms({ experiment: id }, { deployment });
  return rooms.map((room) => room.id);
}

function inOrder<T extends { readonly type: PlannedTable['type'] }>(
  tables: readonly PlannedTable[],
  things: readonly T[],
): T[] {
  return tables.flatMap(({ type }) => things.filter((thing) => thing.type === type));
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
