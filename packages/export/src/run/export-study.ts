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
import { type Manifest, manifestText, readManifest, writeManifest } from '../manifest/manifest.ts';
import { groupTables, type TableGroup } from '../plan/groups.ts';
import { type PlannedTable, planTables } from '../plan/tables.ts';
import { Privacy } from '../privacy/privacy.ts';
import { earlierOf } from '../state/earlier.ts';
import { forgetFiles, readState, type State, tidyState, writeState } from '../state/state.ts';
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
  const privacy = Privacy.of(options);
  if (privacy === undefined) return runExport(client, options, undefined);
  try {
    return await runExport(client, options, privacy);
  } catch (error) {
    throw privacy.cleanError(error);
  }
}

async function runExport(
  client: Client,
  options: ExportOptions,
  privacy: Privacy | undefined,
): Promise<ExportResult> {
  const { clock, baseUrl } = client.connection;
  const started = clock.now();
  const requestsBefore = client.requests;
  const tables = planTables(options);
  await checkOutFolder(options.out);
  await checkAccess(client, options);
  const made = await makeOutFolder(options.out);
  const before = await earlierManifest(options);
  const run = await runAll(client, options, tables, before, privacy).catch(async (error: unknown) => {
    await removeEmptyFolders(made);
    throw error;
  });
  const { failures, tables: results, stopped } = withoutPeople(run, tables, privacy);
  const { files } = run;
  const manifest = buildManifest({
    options,
    baseUrl,
    types: tables.map(({ type }) => type),
    tables: results,
    failures,
    recordings: files,
    stopped,
    privacy,
  });
  await removeReplaced(options.out, before, manifest);
  manifest.documents = await writeDocuments({ out: options.out, manifest, options, client });
  await privacy?.verify(manifestText(manifest));
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

/** Rounds that new people may take: the second knows all whom the first one met. */
const mostRounds = 3;

/** Reads and writes all; again, where it turns out that earlier records name people who came up in later ones. */
async function runAll(
  client: Client,
  options: ExportOptions,
  tables: readonly PlannedTable[],
  before: Manifest | undefined,
  privacy: Privacy | undefined,
): Promise<ExportRun> {
  const earlier = options.full ? undefined : before;
  checkSamePrivacy(earlier, options);
  let outdated = (await privacy?.begin(client, options.scope)) ?? false;
  checkSameStudy(earlier, options, privacy);
  for (let round = 1; ; round += 1) {
    if (outdated || options.full) await forgetFiles(options.out);
    const run = await prepare(client, options, tables, before, privacy);
    await privacy?.remember();
    await run.groups();
    await run.recordings();
    run.throwIfNothingWasRead();
    outdated = (await privacy?.needsAnotherRound()) ?? false;
    if (!outdated || run.stopped !== undefined || round === mostRounds) return run;
  }
}

/** What came of a run, without names in the words of the server. */
function withoutPeople(
  { done, failures, stopped }: ExportRun,
  tables: readonly PlannedTable[],
  privacy: Privacy | undefined,
): Pick<ExportResult, 'tables' | 'failures' | 'stopped'> {
  const results = inOrder(tables, done);
  if (privacy === undefined) return { tables: results, failures, stopped };
  return {
    tables: results.map((table) => ({
      ...table,
      newest: privacy.moved(table.newest ?? null) ?? undefined,
      report: privacy.cleanValue(table.report),
    })),
    failures: failures.map(({ type, error }) => ({ type, error: privacy.cleanError(error) })),
    stopped: stopped === undefined ? undefined : privacy.clean(stopped),
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
  privacy: Privacy | undefined,
): Promise<ExportRun> {
  const { out, full } = options;
  const query = queryId(options, client.connection.baseUrl.hostname, privacy?.identity);
  const state = await readState(out, query, privacy?.seal);
  const context = {
    client,
    options,
    query,
    privacy,
    until: frozenEnd(client, options),
    rooms: once(() => roomsOf(client, options)),
  };
  return new ExportRun(tables, context, state, full ? undefined : before);
}

/** @throws {UsageError} when the folder holds the export of something else. */
function checkSameStudy(
  manifest: Manifest | undefined,
  { out, scope }: ExportOptions,
  privacy: Privacy | undefined,
): void {
  const { kind, id } = scopeParts(scope);
  if (manifest === undefined || manifest.query.scope[kind] === (privacy?.clean(id) ?? id)) return;
  const held = Object.entries(manifest.query.scope)
    .map((pair) => pair.join(' '))
    .join(', ');
  throw new UsageError(`${out} holds the export of ${held}.`, { hint: 'Give another --out for this one.' });
}

/** @throws {UsageError} when people are called otherwise in the folder: names of files would give them away. */
function checkSamePrivacy(
  manifest: Manifest | undefined,
  { out, pseudonymize = false }: ExportOptions,
): void {
  if (manifest === undefined || manifest.privacy.pseudonymized === pseudonymize) return;
  throw new UsageError(`${out} holds an export ${pseudonymize ? 'without' : 'with'} pseudonyms.`, {
    hint: 'Give another --out for this one.',
  });
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
    const { options, privacy } = this.#context;
    const tables = this.#tables.filter(({ type }) => type !== 'recordings');
    const waiting = groupTables(tables, {
      formats: formatsOf(options),
      partition: options.partition ?? 'none',
      privacy,
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
    const { client, options, privacy } = this.#context;
    const work = runRecordings(table, client, options, known, privacy).then((files) => {
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
    const { options, privacy } = this.#context;
    const { out } = options;
    const earlier = await earlierOf(group, out, this.#state, privacy?.seal);
    const { tables, state } = await runGroup(group, this.#context, earlier);
    this.done.push(...tables);
    this.#state.groups[group.type] = state;
    // The files are durable by now; one write of the state at a time.
    this.#saving = this.#saving.then(() => writeState(out, this.#state, privacy?.seal));
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
  const rooms: string[] = [];
  // Page by page: what the server warns of is said with the table of the rooms, not in a log that knows no pseudonyms.
  for await (const { records } of client.rooms({ experiment: id }, { deployment, signal }).pages())
    for (const room of records) rooms.push(room.id);
  return rooms;
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
