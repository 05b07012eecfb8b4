import {
  AuthenticationError,
  checkedId,
  type DownloadStatus,
  isHyperStudyError,
  isoTime,
  PermissionError,
  RateLimitError,
  scopeParts,
  UsageError,
} from '@hyperstudy-workflows/core';
import { writeDocuments } from '../documents/documents.ts';
import { checkOutFolder, makeOutFolder, removeEmptyFolders } from '../files/out-folder.ts';
import { removeReplaced } from '../files/remove-replaced.ts';
import { buildManifest } from '../manifest/build.ts';
import { type Manifest, readManifest, writeManifest } from '../manifest/manifest.ts';
import { groupTables, type TableGroup } from '../plan/groups.ts';
import { type PlannedTable, planTables } from '../plan/tables.ts';
import { earlierOf } from '../state/earlier.ts';
import { readState, removeState, type State, tidyState, writeState } from '../state/state.ts';
import { formatsOf } from '../tables/format.ts';
import { type GroupContext, runGroup } from './group-run.ts';
import type { Client, ExportOptions } from './options.ts';
import { queryId } from './query-id.ts';
import { type RecordingsResult, runRecordings } from './recordings-run.ts';
import type { TableFailure, TableResult } from './table-result.ts';

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
  /** Why the run ended early; undefined where it came to its end. The same call again goes on from there. */
  readonly stopped: string | undefined;
  readonly requests: number;
  /** ms */
  readonly duration: number;
}

/** Groups that are read side by side: the minute limit counts each endpoint for itself. */
const groupsAtOnce = 3;

/** Records younger than this are left for the next run, ms: they reach the server in batches of about a second. */
const settle = 5_000;

/**
 * Exports a study into a folder; a second run there fetches what is new. Records stream from page to file; files
 * appear whole or not at all; the manifest comes last.
 * @throws {UsageError} when the folder, the scope or an option can't work; the error of the first table when no
 * table could be read. Nothing is left half-written.
 */
export async function exportStudy(client: Client, options: ExportOptions): Promise<ExportResult> {
  const { clock, baseUrl } = client.connection;
  const started = clock.now();
  const requestsBefore = client.requests;
  const tables = planTables(options);
  await checkOutFolder(options.out);
  await checkAccess(client, options);
  const made = await makeOutFolder(options.out);
  const before = await earlierManifest(options);
  const run = await prepare(client, options, tables, before);
  try {
    await run.groups();
    await run.recordings();
    run.throwIfNothingWasRead();
  } catch (error) {
    await removeEmptyFolders(made);
    throw error;
  }
  const results = inOrder(tables, run.done);
  const types = tables.map(({ type }) => type);
  const { failures, files, stopped } = run;
  const manifest = buildManifest({
    options,
    baseUrl,
    types,
    tables: results,
    failures,
    recordings: files,
    stopped,
  });
  await removeReplaced(options.out, before, manifest);
  manifest.documents = await writeDocuments({ out: options.out, manifest, options, client });
  await writeManifest(options.out, manifest);
  return {
    out: options.out,
    manifest,
    tables: results,
    failures,
    recordings: countsOf(files),
    transferred: (files?.downloads ?? []).reduce((sum, { transferred }) => sum + transferred, 0),
    stopped,
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

/** With --full a manifest that can't be read is no matter. */
async function earlierManifest({ out, full }: ExportOptions): Promise<Manifest | undefined> {
  return full ? readManifest(out).catch(() => undefined) : readManifest(out);
}

async function prepare(
  client: Client,
  options: ExportOptions,
  tables: readonly PlannedTable[],
  before: Manifest | undefined,
): Promise<ExportRun> {
  const { out, full } = options;
  const query = queryId(options, client.connection.baseUrl.hostname);
  if (full) await removeState(out);
  const manifest = full ? undefined : before;
  checkSameStudy(manifest, options);
  const state = await readState(out, query);
  const context = {
    client,
    options,
    query,
    until: frozenEnd(client, options),
    rooms: once(() => roomsOf(client, options)),
  };
  return new ExportRun(tables, context, state, manifest);
}

/** @throws {UsageError} when the folder holds the export of something else. */
function checkSameStudy(manifest: Manifest | undefined, { out, scope }: ExportOptions): void {
  const { kind, id } = scopeParts(scope);
  if (manifest === undefined || manifest.query.scope[kind] === id) return;
  const held = Object.entries(manifest.query.scope)
    .map((pair) => pair.join(' '))
    .join(', ');
  throw new UsageError(`${out} holds the export of ${held}.`, { hint: 'Give another --out for this one.' });
}

/** The end of the run's window: what comes in while it reads is for the next run. */
function frozenEnd(client: Client, { end }: ExportOptions): string {
  const now = new Date(client.serverNow() - settle).toISOString();
  if (end === undefined) return now;
  const wanted = isoTime(end, 'end');
  if (wanted > now) return now;
  return wanted;
}

/** The work of one run, and what came of it so far. */
class ExportRun {
  readonly done: TableResult[] = [];
  readonly failures: TableFailure[] = [];
  files: RecordingsResult | undefined;
  stopped: string | undefined;
  readonly #tables: readonly PlannedTable[];
  readonly #context: GroupContext;
  readonly #state: State;
  readonly #before: Manifest | undefined;
  #saving: Promise<void> = Promise.resolve();

  constructor(
    tables: readonly PlannedTable[],
    context: GroupContext,
    state: State,
    before: Manifest | undefined,
  ) {
    this.#tables = tables;
    this.#context = context;
    this.#state = state;
    this.#before = before;
  }

  /** All tables but that of the recordings. */
  async groups(): Promise<void> {
    const { options } = this.#context;
    const tables = this.#tables.filter(({ type }) => type !== 'recordings');
    const waiting = groupTables(tables, {
      formats: formatsOf(options),
      partition: options.partition ?? 'none',
    });
    const worker = async (): Promise<void> => {
      for (
        let group = waiting.shift();
        group !== undefined && this.stopped === undefined;
        group = waiting.shift()
      ) {
        await this.#guard(group.type, this.#group(group));
      }
    };
    // All workers are waited for, so that none still writes when an error is passed on.
    const ends = await Promise.allSettled(Array.from({ length: groupsAtOnce }, worker));
    await this.#saving;
    await tidyState(this.#context.options.out);
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
    this.failures.sort((a, b) => this.#place(a) - this.#place(b));
  }

  async recordings(): Promise<void> {
    const table = this.#tables.find(({ type }) => type === 'recordings');
    if (table === undefined || this.stopped !== undefined) return;
    const known = new Map((this.#before?.recordings.files ?? []).map((file) => [file.path, file]));
    const { client, options } = this.#context;
    const work = runRecordings(table, client, options, known).then((files) => {
      this.files = files;
      this.done.push(...files.tables);
    });
    await this.#guard(table.type, work);
  }

  /** A run without any table is no partial run: its first error says all. */
  throwIfNothingWasRead(): void {
    const [first] = this.failures;
    if (this.done.length === 0 && this.stopped === undefined && first !== undefined) throw first.error;
  }

  async #group(group: TableGroup): Promise<void> {
    const { out } = this.#context.options;
    const { tables, state } = await runGroup(group, this.#context, await earlierOf(group, out, this.#state));
    this.done.push(...tables);
    this.#state.groups[group.type] = state;
    // The files are durable by now; one write of the state at a time.
    this.#saving = this.#saving.then(() => writeState(out, this.#state));
    await this.#saving;
  }

  /** A table that fails doesn't stop the others, unless the key is wrong; a stop is no failure. */
  async #guard(type: PlannedTable['type'], work: Promise<void>): Promise<void> {
    const { signal } = this.#context.options;
    try {
      await work;
    } catch (error) {
      if (signal?.aborted) this.stopped ??= wordsOf(signal.reason);
      else if (error instanceof RateLimitError) this.stopped ??= error.message;
      else if (!isHyperStudyError(error) || error instanceof AuthenticationError) throw error;
      else this.failures.push({ type, error });
    }
  }

  #place({ type }: TableFailure): number {
    return this.#tables.findIndex((table) => table.type === type);
  }
}

const wordsOf = (reason: unknown): string => (reason instanceof Error ? reason.message : 'Stopped.');

function countsOf(recordings: RecordingsResult | undefined): Record<DownloadStatus, number> {
  const counts = { downloaded: 0, skipped: 0, pending: 0, failed: 0 };
  for (const { status } of recordings?.downloads ?? []) counts[status] += 1;
  return counts;
}

async function roomsOf(
  client: Client,
  { scope, deployment, signal }: ExportOptions,
): Promise<readonly string[]> {
  const { id } = scopeParts(scope);
  const rooms = await client.rooms({ experiment: id }, { deployment, signal });
  return rooms.map((room) => room.id);
}

function inOrder(tables: readonly PlannedTable[], results: readonly TableResult[]): TableResult[] {
  return tables.flatMap(({ type }) => results.filter((result) => result.type === type));
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
