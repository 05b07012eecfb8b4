import { join } from 'node:path';
import { scopeParts } from '@hyperstudy-workflows/core';
import {
  durationMs,
  type ExportResult,
  estimateExport,
  exportStudy,
  folderName,
  type RawSettings,
} from '@hyperstudy-workflows/export';
import { Command } from 'commander';
import { exitCodeOf, exitCodes } from '../exit-codes.ts';
import { addConnectionFlags, type ConnectionFlags, withClient } from '../options/connection.ts';
import { addExportFlags, exportSettingsOf } from '../options/export-settings.ts';
import { addScopeFlags, type ScopeFlags, scopesOf } from '../options/scope.ts';
import { estimateText, type ScopeEstimate } from '../output/estimate.ts';
import { exportJson, exportText, warningsOf } from '../output/export-result.ts';
import { oneLine } from '../output/one-line.ts';
import { progressView } from '../output/progress.ts';
import { stopSignal } from '../stop.ts';

interface ExportFlags extends ConnectionFlags, ScopeFlags, RawSettings {
  out: string;
  deadline?: string;
  dryRun?: boolean;
  json?: boolean;
  quiet?: boolean;
}

export function exportCommand(done: (exitCode: number) => void): Command {
  const command = new Command('export').description(
    'export a study into a folder: a table per data type, recordings, manifest',
  );
  addScopeFlags(command).option('--out <dir>', 'folder to export into', 'out');
  addExportFlags(command)
    .option('--deadline <time>', 'stop cleanly after this long, e.g. 5h30m')
    .option('--dry-run', 'only say what it would read: rows, requests, bytes and time')
    .option('--json', 'print the result as JSON')
    .option('--quiet', 'print errors and warnings only');
  return addConnectionFlags(command).action(async (flags: ExportFlags) =>
    done(await (flags.dryRun ? runDry(flags) : runExport(flags))),
  );
}

async function runDry(flags: ExportFlags): Promise<number> {
  const scopes = scopesOf(flags);
  const settings = exportSettingsOf(flags);
  const estimates = await withClient(flags, async (client) => {
    const done: ScopeEstimate[] = [];
    for (const scope of scopes)
      done.push({ scope, ...(await estimateExport(client, { ...settings, scope, out: flags.out })) });
    return done;
  });
  if (flags.json) process.stdout.write(`${JSON.stringify(estimates)}\n`);
  else process.stdout.write(estimates.map(estimateText).join('\n'));
  return exitCodes.complete;
}

async function runExport(flags: ExportFlags): Promise<number> {
  const scopes = scopesOf(flags);
  const settings = exportSettingsOf(flags);
  const stop = stopSignal(
    flags.deadline === undefined ? undefined : durationMs('--deadline', flags.deadline),
  );
  const progress = progressView(process.stderr, flags.quiet || flags.json ? 'quiet' : 'show');
  try {
    const results = await withClient(flags, async (client) => {
      const done: ExportResult[] = [];
      for (const scope of scopes) {
        const out = scopes.length > 1 ? join(flags.out, folderName(scopeParts(scope).id)) : flags.out;
        const onProgress = progress.update;
        const result = await exportStudy(client, {
          ...settings,
          scope,
          out,
          signal: stop.signal,
          onProgress,
        });
        done.push(result);
        if (result.stopped !== undefined) break;
      }
      return done;
    });
    progress.end();
    const codes = results.map(exitCodeOfResult);
    const exitCode = codes.find((code) => code !== exitCodes.complete) ?? exitCodes.complete;
    if (flags.json) process.stdout.write(`${JSON.stringify(exportJson(results, exitCode))}\n`);
    else if (!flags.quiet) process.stdout.write(results.map(exportText).join('\n'));
    for (const warning of results.flatMap(warningsOf))
      process.stderr.write(`${oneLine(`warning: ${warning}`)}\n`);
    if (results.some(({ stopped }) => stopped !== undefined)) {
      process.stderr.write('What is done is kept: run the same command again to go on.\n');
    }
    return exitCode;
  } finally {
    progress.end();
    stop.release();
  }
}

/** What failed decides: a permission before counts before recordings. */
function exitCodeOfResult({ failures, tables, recordings, stopped }: ExportResult): number {
  if (stopped !== undefined) return exitCodes.partial;
  const [failure] = failures;
  if (failure !== undefined) return exitCodeOf(failure.error);
  if (tables.some(({ report }) => !report.complete)) return exitCodes.integrity;
  return recordings.failed > 0 ? exitCodes.recordings : exitCodes.complete;
}
