import { join } from 'node:path';
import { isoTime, scopeParts, UsageError } from '@hyperstudy-workflows/core';
import { type ExportOptions, type ExportResult, exportStudy, folderName } from '@hyperstudy-workflows/export';
import { Command } from 'commander';
import { exitCodeOf, exitCodes } from '../exit-codes.ts';
import { addConnectionFlags, type ConnectionFlags, withClient } from '../options/connection.ts';
import { addScopeFlags, type ScopeFlags, scopesOf } from '../options/scope.ts';
import { durationMs, oneOf, typesOf, wholeNumber } from '../options/values.ts';
import { exportJson, exportText, warningsOf } from '../output/export-result.ts';
import { oneLine } from '../output/one-line.ts';
import { progressView } from '../output/progress.ts';
import { stopSignal } from '../stop.ts';

interface ExportFlags extends ConnectionFlags, ScopeFlags {
  types?: string;
  out: string;
  format: string;
  recordings: string;
  recordingType?: string;
  deployment?: string;
  start?: string;
  end?: string;
  pageSize?: string;
  concurrency?: string;
  deadline?: string;
  full?: boolean;
  json?: boolean;
  quiet?: boolean;
}

export function exportCommand(done: (exitCode: number) => void): Command {
  const command = new Command('export').description(
    'export a study into a folder: a CSV per data type, recordings, manifest',
  );
  addScopeFlags(command)
    .option('--types <list>', 'data types with commas, or all', 'all')
    .option('--out <dir>', 'folder to export into', 'out')
    .option('--format <format>', 'csv', 'csv')
    .option('--recordings <mode>', 'none, metadata or download', 'metadata')
    .option('--recording-type <type>', 'download only audio or only video')
    .option('--deployment <id>', 'only records of this deployment')
    .option('--start <time>', 'only records from this time on (ISO 8601)')
    .option('--end <time>', 'only records before this time (ISO 8601)')
    .option('--page-size <n>', 'records per request, 2 to 1000')
    .option('--concurrency <n>', 'recordings downloaded at once (default 4)')
    .option('--deadline <time>', 'stop cleanly after this long, e.g. 5h30m')
    .option('--full', 'forget earlier runs in this folder and read everything again')
    .option('--json', 'print the result as JSON')
    .option('--quiet', 'print errors and warnings only');
  return addConnectionFlags(command).action(async (flags: ExportFlags) => done(await runExport(flags)));
}

async function runExport(flags: ExportFlags): Promise<number> {
  const scopes = scopesOf(flags);
  const shared = sharedOptions(flags);
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
        const result = await exportStudy(client, { ...shared, scope, out, signal: stop.signal, onProgress });
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

function sharedOptions(flags: ExportFlags): Omit<ExportOptions, 'scope' | 'out'> {
  oneOf('--format', flags.format, ['csv']);
  const { start, end } = flags;
  const from = start === undefined ? undefined : isoTime(start, '--start');
  const to = end === undefined ? undefined : isoTime(end, '--end');
  if (from !== undefined && to !== undefined && from >= to) {
    throw new UsageError(`--start (${from}) is not before --end (${to}).`, {
      hint: 'Swap them, or leave one out.',
    });
  }
  const optional = <T>(text: string | undefined, read: (text: string) => T) =>
    text === undefined ? undefined : read(text);
  return {
    types: typesOf(flags.types),
    recordings: oneOf('--recordings', flags.recordings, ['none', 'metadata', 'download']),
    recordingType: optional(flags.recordingType, (text) =>
      oneOf('--recording-type', text, ['audio', 'video']),
    ),
    deployment: flags.deployment,
    full: flags.full,
    start: from,
    end: to,
    pageSize: optional(flags.pageSize, (text) => wholeNumber('--page-size', text, 2, 1000)),
    concurrency: optional(flags.concurrency, (text) => wholeNumber('--concurrency', text, 1, 64)),
  };
}

/** What failed decides: a permission before counts before recordings. */
function exitCodeOfResult({ failures, tables, recordings, stopped }: ExportResult): number {
  if (stopped !== undefined) return exitCodes.partial;
  const [failure] = failures;
  if (failure !== undefined) return exitCodeOf(failure.error);
  if (tables.some(({ report }) => !report.complete)) return exitCodes.integrity;
  return recordings.failed > 0 ? exitCodes.recordings : exitCodes.complete;
}
