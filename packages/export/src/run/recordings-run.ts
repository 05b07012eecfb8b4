import { join } from 'node:path';
import { type DownloadResult, fieldsOf, type ReadReport, type RecordOf } from '@hyperstudy-workflows/core';
import type { ManifestRecording } from '../manifest/manifest.ts';
import type { PlannedTable } from '../plan/tables.ts';
import { withoutColumns } from '../privacy/drop-columns.ts';
import { Privacy } from '../privacy/privacy.ts';
import { CsvTable } from '../tables/csv-table.ts';
import { withoutUrlQueries } from '../tables/url-queries.ts';
import type { TableResult } from './group-run.ts';
import type { Client, ExportOptions } from './options.ts';

type Recording = RecordOf<'recordings'>;
type Row = Readonly<Record<string, unknown>>;

/** What an earlier run says about the files in the folder, by path below it. */
export type KnownRecordings = ReadonlyMap<string, ManifestRecording>;

export interface RecordingsResult {
  readonly table: TableResult;
  readonly downloads: readonly DownloadResult[];
  /** Files in the folder, as the manifest lists them. */
  readonly files: readonly ManifestRecording[];
}

/** Folder of the files, below the export. */
const folder = 'recordings';

/** Lists the recordings, downloads the files if asked to, and writes the table with what became of each. */
export async function runRecordings(
  table: PlannedTable,
  client: Client,
  options: ExportOptions,
  known: KnownRecordings,
  privacy?: Privacy,
): Promise<RecordingsResult> {
  const query = client.recordings(options.scope, {
    deployment: options.deployment,
    signal: options.signal,
  });
  // Thousands at most: held whole, because downloads go largest first.
  const recordings: Recording[] = [];
  const own = new Map<Recording, Row>();
  const protect = privacy?.rows(table.type);
  for await (const { records } of query.pages()) {
    for (const recording of records) {
      const plain = withoutUrlQueries(recording);
      const row = protect === undefined ? plain : protect.apply(plain);
      if (row === undefined) continue;
      recordings.push(recording);
      own.set(recording, row);
    }
  }
  if (protect !== undefined) privacy?.note(table.type, protect.counts);
  const downloads =
    options.recordings === 'download' ? await download(recordings, client, options, known, privacy) : [];
  const byRecording = new Map(
    downloads.map((result) => [result.recording, describe(result, known, privacy)]),
  );
  const report = { ...query.report, filtered: query.report.filtered + Privacy.leftOutOf(protect?.counts) };
  const result = await writeTable(table, own, byRecording, report, options, privacy);
  const files = [...byRecording.values()].flatMap((facts) => facts.file ?? []);
  return { table: result, downloads, files: files.sort((a, b) => (a.path < b.path ? -1 : 1)) };
}

async function download(
  recordings: readonly Recording[],
  client: Client,
  options: ExportOptions,
  known: KnownRecordings,
  privacy: Privacy | undefined,
): Promise<readonly DownloadResult[]> {
  return client.recordings.download(options.scope, {
    directory: join(options.out, folder),
    recordings,
    name: privacy?.recordingName,
    recordingType: options.recordingType,
    concurrency: options.concurrency,
    signal: options.signal,
    known: (name) => {
      const before = known.get(`${folder}/${name}`);
      return before && { size: before.bytes, sha256: before.sha256 };
    },
    onProgress: ({ filesDone, files, bytesPerSecond }) =>
      options.onProgress?.({
        what: 'recordings',
        done: filesDone,
        total: files,
        bytesPerSecond,
        finished: false,
      }),
  });
}

interface RecordingFacts {
  readonly columns: Readonly<Record<string, unknown>>;
  readonly file?: ManifestRecording;
}

/**
 * The columns that an export adds. A file that this or an earlier run downloaded counts as downloaded, so that a
 * second run changes nothing; skipped means that the file was there and isn't ours.
 */
function describe(
  result: DownloadResult,
  known: KnownRecordings,
  privacy: Privacy | undefined,
): RecordingFacts {
  const path = result.fileName === null ? null : `${folder}/${result.fileName}`;
  const before = path === null ? undefined : known.get(path);
  const ours = result.status === 'skipped' && before !== undefined && before.bytes === result.size;
  const status = ours ? before.status : result.status;
  const sha256 = result.sha256 ?? (ours ? before.sha256 : undefined);
  const sourceChecksum = result.sourceChecksum ?? (ours ? before.sourceChecksum : undefined);
  const there = path !== null && (status === 'downloaded' || status === 'skipped');
  return {
    columns: {
      local_path: there ? path : null,
      download_status: status,
      download_reason: result.reason === undefined ? null : (privacy?.clean(result.reason) ?? result.reason),
      local_bytes: result.size ?? null,
      sha256: sha256 ?? null,
      source_checksum: sourceChecksum ?? null,
    },
    file:
      there && result.size !== undefined
        ? { path, status, bytes: result.size, sha256, sourceChecksum }
        : undefined,
  };
}

/** In the table with or without downloads, so that its columns don't depend on the mode. */
const noFile: RecordingFacts['columns'] = {
  local_path: null,
  download_status: null,
  download_reason: null,
  local_bytes: null,
  sha256: null,
  source_checksum: null,
};

async function writeTable(
  table: PlannedTable,
  records: ReadonlyMap<Recording, Row>,
  facts: ReadonlyMap<Recording, RecordingFacts>,
  report: ReadReport,
  options: ExportOptions,
  privacy: Privacy | undefined,
): Promise<TableResult> {
  const dropped = privacy?.dropped(table.type) ?? new Set();
  const file = `${table.slug}.csv`;
  const added = Object.keys(noFile)
    .filter((name) => !dropped.has(name))
    .map((name) => ({
      name,
      kinds: ['any' as const],
      description: '',
      required: true,
      fields: [],
    }));
  const fields = [...fieldsOf(withoutColumns(table.definition, dropped)), ...added];
  const writer = await CsvTable.create({ place: { path: join(options.out, file) }, fields });
  try {
    for (const [recording, row] of records) {
      const whole = { ...row, ...(facts.get(recording)?.columns ?? noFile) };
      await writer.write(privacy?.trim(table.type)(whole) ?? whole);
    }
    const finished = await writer.finish();
    options.onProgress?.({ what: 'recordings', done: finished.rows, total: finished.rows, finished: true });
    const { rows, bytes, sha256, columns } = finished;
    return { type: table.type, file, rows, bytes, sha256, columns, report };
  } catch (error) {
    await writer.discard();
    throw error;
  }
}
