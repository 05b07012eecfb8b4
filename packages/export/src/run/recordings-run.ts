import { join } from 'node:path';
import {
  type DownloadResult,
  type FieldInfo,
  fieldsOf,
  type ReadReport,
  type RecordOf,
} from '@hyperstudy-workflows/core';
import type { ManifestRecording } from '../manifest/manifest.ts';
import { addedFields } from '../plan/added-fields.ts';
import { groupByRoom, inRoomOrder, roomFile } from '../plan/rooms.ts';
import type { PlannedTable } from '../plan/tables.ts';
import { withoutColumns } from '../privacy/drop-columns.ts';
import { leftOutOf } from '../privacy/left-out.ts';
import type { Privacy } from '../privacy/privacy.ts';
import type { FinishedPart } from '../state/state.ts';
import { storedPart } from '../state/stored.ts';
import { ColumnSet } from '../tables/column-set.ts';
import { extensionOf, formatsOf, type TableFormat } from '../tables/format.ts';
import { createTable } from '../tables/open-table.ts';
import type { FinishedTable } from '../tables/table-writer.ts';
import { withoutUrlQueries } from '../tables/url-queries.ts';
import type { Client, ExportOptions } from './options.ts';
import { partitionedFacts, type TableResult } from './table-result.ts';

type Recording = RecordOf<'recordings'>;

/** What an earlier run says about the files in the folder, by path below it. */
export type KnownRecordings = ReadonlyMap<string, ManifestRecording>;

export interface RecordingsResult {
  /** One for each format. */
  readonly tables: readonly TableResult[];
  readonly downloads: readonly DownloadResult[];
  /** Files in the folder, as the manifest lists them. */
  readonly files: readonly ManifestRecording[];
}

/** Folder of the files, below the export. */
export const recordingsFolder = 'recordings';

/** Lists the recordings, downloads the files if asked to, and writes the table with what became of each. */
export async function runRecordings(
  table: PlannedTable,
  client: Client,
  options: ExportOptions,
  known: KnownRecordings,
  privacy?: Privacy,
): Promise<RecordingsResult> {
  const query = client.records('recordings', options.scope, {
    deployment: options.deployment,
    signal: options.signal,
  });
  // Thousands at most: held whole, because downloads go largest first.
  const recordings: Recording[] = [];
  const own = new Map<Recording, Row>();
  const protect = privacy?.rows(table.type);
  for await (const { records } of query.pages()) {
    for (const recording of records as Recording[]) {
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
  const rows = [...own].map(([recording, row]) => ({
    ...row,
    ...(byRecording.get(recording)?.columns ?? noFile),
  }));
  const report = { ...query.report, filtered: query.report.filtered + leftOutOf(protect?.counts) };
  const tables: TableResult[] = [];
  for (const format of formatsOf(options)) {
    tables.push(await writeTable(table, rows, format, report, options, privacy));
  }
  options.onProgress?.({ what: 'recordings', done: rows.length, total: rows.length, finished: true });
  const files = [...byRecording.values()].flatMap((facts) => facts.file ?? []);
  return { tables, downloads, files: files.sort((a, b) => (a.path < b.path ? -1 : 1)) };
}

async function download(
  recordings: readonly Recording[],
  client: Client,
  options: ExportOptions,
  known: KnownRecordings,
  privacy: Privacy | undefined,
): Promise<readonly DownloadResult[]> {
  return client.recordings.download(options.scope, {
    directory: join(options.out, recordingsFolder),
    recordings,
    name: privacy?.recordingName,
    recordingType: options.recordingType,
    concurrency: options.concurrency,
    signal: options.signal,
    known: (name) => {
      const before = known.get(`${recordingsFolder}/${name}`);
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
  const path = result.fileName === null ? null : `${recordingsFolder}/${result.fileName}`;
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

type Row = Readonly<Record<string, unknown>>;

async function writeTable(
  { type, definition, slug }: PlannedTable,
  rows: readonly Row[],
  format: TableFormat,
  report: ReadReport,
  { out, partition }: ExportOptions,
  privacy: Privacy | undefined,
): Promise<TableResult> {
  const dropped = privacy?.dropped(type) ?? new Set();
  const file = `${slug}.${extensionOf(format)}`;
  const added = addedFields(type).filter(({ name }) => !dropped.has(name));
  const fields = [...fieldsOf(withoutColumns(definition, dropped)), ...added];
  const trim = privacy?.trim(type);
  if (partition !== 'room') {
    const { bytes, sha256, columns } = await writeFile({ out, file, fields, format, trim }, rows);
    return { type, file, format, rows: rows.length, bytes, sha256, columns, report };
  }
  const byRoom = groupByRoom(rows);
  const parts: FinishedPart[] = [];
  for (const room of inRoomOrder(byRoom.keys())) {
    const own = roomFile({ file }, room);
    const finished = await writeFile({ out, file: own, fields, format, trim }, byRoom.get(room) ?? []);
    parts.push(storedPart({ file: own }, finished));
  }
  const { columns } = new ColumnSet(
    fields,
    parts.flatMap(({ later }) => later),
  );
  return { type, format, columns, report, ...partitionedFacts({ file }, parts) };
}

interface FileOptions {
  readonly out: string;
  readonly file: string;
  readonly fields: readonly FieldInfo[];
  readonly format: TableFormat;
  /** Takes out what the table is without. */
  readonly trim: ((row: Row) => Row) | undefined;
}

async function writeFile(
  { out, file, fields, format, trim }: FileOptions,
  rows: readonly Row[],
): Promise<FinishedTable> {
  const table = await createTable({ place: { path: join(out, file) }, fields, format });
  try {
    for (const row of rows) await table.write(trim === undefined ? row : trim(row));
    return await table.finish();
  } catch (error) {
    await table.discard();
    throw error;
  }
}
