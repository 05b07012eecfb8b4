import { join } from 'node:path';
import { driftInWords, hasDrift } from '@hyperstudy-workflows/core';
import { type ExportResult, oncePerType, reportFile } from '@hyperstudy-workflows/export';
import { bytesText, formatTable, grouped, secondsText } from './table.ts';

/** The result of an export for people: a line per file, then what matters in sum. */
export function exportText(result: ExportResult): string {
  const { tables, failures, recordings, requests, duration, manifest } = result;
  const rows = [
    ...tables.map(({ type, rows, file, bytes }) => [type, rows, file, bytesText(bytes)]),
    ...failures.map(({ type, error }) => [type, '', `not exported: ${error.name}`, '']),
  ];
  const files = recordings.downloaded + recordings.skipped + recordings.pending + recordings.failed;
  const rowCount = oncePerType(tables).reduce((sum, { rows }) => sum + rows, 0);
  const tableFiles = tables.reduce((sum, { parts }) => sum + (parts?.length ?? 1), 0);
  const facts = [
    `${grouped(rowCount)} rows in ${grouped(tableFiles)} files`,
    files === 0 ? undefined : `recordings: ${recordingsText(result)}`,
    `${grouped(requests)} requests in ${secondsText(duration)}`,
    manifest.run.complete
      ? 'complete: rows agree with the server'
      : 'NOT complete: see the warnings and manifest.json',
  ];
  return `${formatTable(['data type', 'rows', 'file', 'size'], rows)}\n${facts.filter((fact) => fact !== undefined).join('\n')}\n→ ${result.out}\n${reportText(result)}`;
}

/** Where the report is; undefined where none was asked for. */
function reportOf({ out, manifest }: ExportResult): string | undefined {
  return manifest.documents.some(({ path }) => path === reportFile) ? join(out, reportFile) : undefined;
}

function reportText(result: ExportResult): string {
  const report = reportOf(result);
  return report === undefined ? '' : `report: ${report}\n`;
}

function recordingsText({ recordings, transferred }: ExportResult): string {
  return Object.entries(recordings)
    .filter(([, count]) => count > 0)
    .map(([status, count]) => `${count} ${status}`)
    .concat(bytesText(transferred))
    .join(', ');
}

/** The same for programs. */
export function exportJson(results: readonly ExportResult[], exitCode: number): unknown {
  return {
    complete: results.every(({ manifest }) => manifest.run.complete),
    exitCode,
    exports: results.map((result) => {
      const { out, manifest, tables, failures, recordings, transferred, stopped, requests, duration } =
        result;
      return {
        out,
        report: reportOf(result) ?? null,
        scope: manifest.query.scope,
        complete: manifest.run.complete,
        tables: tables.map(({ type, file, format, parts, rows, bytes, sha256, report }) => ({
          type,
          file,
          format: format.kind,
          rows,
          bytes,
          sha256,
          parts,
          serverTotal: report.totalAfter,
          complete: report.complete,
        })),
        failures: failures.map(({ type, error }) => ({
          type,
          error: error.name,
          message: error.message,
          hint: error.hint,
        })),
        recordings,
        transferred,
        stopped,
        problems: manifest.run.problems,
        warnings: manifest.warnings,
        requests,
        durationMs: duration,
      };
    }),
  };
}

/** What a person should know about a result: what is missing, what the server warned of, where records differ. */
export function warningsOf({ manifest, tables }: ExportResult): string[] {
  return [
    ...manifest.run.problems,
    ...(manifest.privacy.warnings ?? []),
    ...manifest.warnings.map(({ type, warning }) => `${type}: the server warns: ${warning}`),
    ...oncePerType(tables)
      .filter(({ report }) => hasDrift(report.drift))
      .map(
        ({ type, report }) =>
          `${type}: records differ from what is known (all are exported): ${driftInWords(report.drift)}`,
      ),
  ];
}
