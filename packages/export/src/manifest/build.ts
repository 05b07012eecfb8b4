import { createHash } from 'node:crypto';
import { type DownloadStatus, isoTime, scopeParts } from '@hyperstudy-workflows/core';
import type { Privacy } from '../privacy/privacy.ts';
import type { ExportOptions } from '../run/options.ts';
import type { RecordingsResult } from '../run/recordings-run.ts';
import type { TableFailure, TableResult } from '../run/table-result.ts';
import type { Column } from '../tables/column-set.ts';
import type { TableFormat } from '../tables/format.ts';
import { type Manifest, type ManifestTable, oncePerType } from './manifest.ts';
import { toolVersion } from './tool-version.ts';

export interface ExportFacts {
  readonly options: ExportOptions;
  readonly baseUrl: URL;
  readonly types: readonly string[];
  readonly tables: readonly TableResult[];
  readonly failures: readonly TableFailure[];
  readonly recordings: RecordingsResult | undefined;
  /** Why the run ended early. */
  readonly stopped: string | undefined;
  /** What is done to protect people; undefined: nothing. */
  readonly privacy?: Privacy;
}

/** The manifest of a run: only facts of the query and the data, nothing of the moment or the machine. */
export function buildManifest(facts: ExportFacts): Manifest {
  const { options, tables, privacy } = facts;
  const clean = (text: string) => privacy?.clean(text) ?? text;
  const moved = (time: string | null) => (privacy === undefined ? time : privacy.moved(time));
  const problems = problemsOf(facts).map(clean);
  const perType = oncePerType(tables);
  const manifest: Manifest = {
    format: 'hyperstudy-export/1',
    run: { id: '', tool: toolVersion, complete: problems.length === 0, problems },
    query: {
      source: sourceOf(facts.baseUrl),
      scope: scopeOf(options, clean),
      types: [...facts.types],
      deployment: options.deployment === undefined ? undefined : clean(options.deployment),
      recordings: options.recordings ?? 'metadata',
      recordingType: options.recordingType,
    },
    window: {
      start: options.start === undefined ? null : moved(isoTime(options.start, 'start')),
      end: options.end === undefined ? null : moved(isoTime(options.end, 'end')),
      newest: newestOf(tables),
    },
    files: tables.map(tableOf),
    recordings: recordingsOf(facts.recordings),
    documents: [],
    warnings: perType.flatMap(({ type, report }) => report.warnings.map((warning) => ({ type, warning }))),
    privacy: privacy?.report() ?? { pseudonymized: false },
  };
  manifest.run.id = createHash('sha256').update(JSON.stringify(manifest)).digest('hex').slice(0, 16);
  return manifest;
}

function problemsOf({ tables, failures, recordings, stopped }: ExportFacts): string[] {
  return [
    ...(stopped === undefined ? [] : [stopped]),
    ...failures.map(({ type, error }) => `${type}: ${[error.message, error.hint].filter(Boolean).join(' ')}`),
    ...oncePerType(tables).flatMap(({ type, report }) =>
      report.problems.map((problem) => `${type}: ${problem}`),
    ),
    ...(recordings?.downloads ?? [])
      .filter(({ status }) => status === 'failed')
      .map(({ recording, reason }) => `recordings: ${recording.recordingId}: ${reason ?? 'failed'}`),
  ];
}

/** Ports of a server on this machine change from run to run. */
function sourceOf(baseUrl: URL): string {
  return baseUrl.protocol === 'http:' ? baseUrl.hostname : baseUrl.host;
}

function scopeOf({ scope }: ExportOptions, clean: (text: string) => string): Record<string, string> {
  const { kind, id, room } = scopeParts(scope);
  return room === undefined ? { [kind]: clean(id) } : { [kind]: clean(id), room: clean(room) };
}

function newestOf(tables: readonly TableResult[]): string | null {
  const times = tables.flatMap(({ newest }) => newest ?? []);
  return times.reduce<string | null>(
    (latest, time) => (latest === null || time > latest ? time : latest),
    null,
  );
}

/** The manifest's entry of a table. */
export function tableOf({
  type,
  file,
  format,
  rows,
  bytes,
  sha256,
  parts,
  columns,
  report,
}: TableResult): ManifestTable {
  const { totalBefore, totalAfter, read, duplicates, filtered, complete, problems } = report;
  const { records: _, ...drift } = report.drift;
  return {
    path: file,
    type,
    ...formatFacts(format),
    rows,
    bytes,
    sha256,
    ...(parts === undefined ? {} : { parts: [...parts] }),
    columns: columns.map(columnOf),
    server: { totalBefore, totalAfter, read, duplicates, filtered },
    drift,
    complete,
    problems,
  };
}

function formatFacts(
  format: TableFormat,
): Pick<ManifestTable, 'format' | 'compression' | 'dialect' | 'formulaGuard'> {
  const { kind } = format;
  return {
    format: kind,
    ...(kind !== 'parquet' && format.gzip ? { compression: 'gzip' } : {}),
    ...(kind === 'csv' && format.excel ? { dialect: 'excel' } : {}),
    ...(kind === 'csv' && format.guard ? { formulaGuard: true } : {}),
  };
}

function columnOf({
  name,
  path: [field, child],
  unit,
  description,
}: Column): ManifestTable['columns'][number] {
  const path: [string] | [string, string] = child === undefined ? [field] : [field, child];
  return { name, ...(field === name && child === undefined ? {} : { path }), unit, description };
}

function recordingsOf(recordings: RecordingsResult | undefined): Manifest['recordings'] {
  const files = recordings?.files ?? [];
  const count = (status: DownloadStatus) =>
    files.filter((file) => file.status === status).length +
    (recordings?.downloads ?? []).filter((result) => result.status === status && result.fileName === null)
      .length;
  return {
    downloaded: count('downloaded'),
    skipped: count('skipped'),
    pending: count('pending'),
    failed: count('failed'),
    files: [...files],
  };
}
