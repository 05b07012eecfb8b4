import { checkedId, type DownloadStatus, PermissionError, scopeParts } from '@hyperstudy-workflows/core';
import { writeDocuments } from '../documents/documents.ts';
import { checkOutFolder, makeOutFolder, removeEmptyFolders } from '../files/out-folder.ts';
import { removeReplaced } from '../files/remove-replaced.ts';
import { buildManifest } from '../manifest/build.ts';
import { type Manifest, manifestText, readManifest, writeManifest } from '../manifest/manifest.ts';
import { type PlannedTable, planTables } from '../plan/tables.ts';
import type { Privacy } from '../privacy/privacy.ts';
import { privacyOf } from '../privacy/privacy-of.ts';
import type { ExportRun } from './export-run.ts';
import type { Client, ExportOptions } from './options.ts';
import type { RecordingsResult } from './recordings-run.ts';
import { runAll } from './rounds.ts';
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

/**
 * Exports a study into a folder; a second run there fetches what is new. Records stream from page to file; files
 * appear whole or not at all; the manifest comes last.
 * @throws {UsageError} when the folder, the scope or an option can't work; the error of the first table when no
 * table could be read. Nothing is left half-written.
 */
export async function exportStudy(client: Client, options: ExportOptions): Promise<ExportResult> {
  const privacy = await privacyOf(options);
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

function countsOf(recordings: RecordingsResult | undefined): Record<DownloadStatus, number> {
  const counts = { downloaded: 0, skipped: 0, pending: 0, failed: 0 };
  for (const { status } of recordings?.downloads ?? []) counts[status] += 1;
  return counts;
}

function inOrder(tables: readonly PlannedTable[], results: readonly TableResult[]): TableResult[] {
  return tables.flatMap(({ type }) => results.filter((result) => result.type === type));
}
