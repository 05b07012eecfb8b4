import { join } from 'node:path';
import {
  type DownloadOptions,
  type DownloadResult,
  type HyperStudy,
  type Scope,
  scopeParts,
} from '@hyperstudy-workflows/core';
import { folderName, oneOf, wholeNumber } from '@hyperstudy-workflows/export';
import { Command } from 'commander';
import { exitCodes } from '../exit-codes.ts';
import { addConnectionFlags, type ConnectionFlags, withClient } from '../options/connection.ts';
import { addScopeFlags, type ScopeFlags, scopesOf } from '../options/scope.ts';
import { oneLine } from '../output/one-line.ts';
import { type ProgressView, progressView } from '../output/progress.ts';
import { recordingsJson, recordingsText, type ScopeDownloads } from '../output/recordings-result.ts';
import { stopSignal } from '../stop.ts';

interface RecordingsFlags extends ConnectionFlags, ScopeFlags {
  out: string;
  concurrency?: string;
  recordingType?: string;
  deployment?: string;
  skipExisting: boolean;
  verify?: boolean;
  json?: boolean;
  quiet?: boolean;
}

export function recordingsCommand(done: (exitCode: number) => void): Command {
  const command = new Command('recordings').description(
    'download audio and video recordings, verified; what is there already is left alone',
  );
  addScopeFlags(command)
    .option('--out <dir>', 'folder for the files', 'recordings')
    .option('--concurrency <n>', 'files downloaded at once (default 4)')
    .option('--recording-type <type>', 'only audio or only video')
    .option('--deployment <id>', 'only recordings of this deployment')
    .option('--no-skip-existing', 'download again what is there already')
    .option('--verify', 'read files that are there again, and compare their hash')
    .option('--json', 'print a JSON array with an object per recording')
    .option('--quiet', 'print errors and warnings only');
  return addConnectionFlags(command).action(async (flags: RecordingsFlags) =>
    done(await runRecordings(flags)),
  );
}

async function runRecordings(flags: RecordingsFlags): Promise<number> {
  const scopes = scopesOf(flags);
  const shared = sharedOptions(flags);
  const stop = stopSignal();
  const progress = progressView(process.stderr, flags.quiet || flags.json ? 'quiet' : 'show');
  try {
    const downloads = await withClient(flags, async (client) => {
      const done: ScopeDownloads[] = [];
      for (const scope of scopes) {
        const directory = scopes.length > 1 ? join(flags.out, folderName(scopeParts(scope).id)) : flags.out;
        const options = { ...shared, directory, signal: stop.signal };
        done.push({ scope, directory, results: await downloadAll(client, scope, options, progress) });
      }
      return done;
    });
    progress.end();
    if (flags.json) process.stdout.write(`${JSON.stringify(recordingsJson(downloads))}\n`);
    else if (!flags.quiet) process.stdout.write(recordingsText(downloads));
    return reportFailures(downloads);
  } finally {
    progress.end();
    stop.release();
  }
}

function sharedOptions(flags: RecordingsFlags): Omit<DownloadOptions, 'directory'> {
  const { concurrency, recordingType } = flags;
  return {
    concurrency: concurrency === undefined ? undefined : wholeNumber('--concurrency', concurrency, 1, 64),
    recordingType:
      recordingType === undefined ? undefined : oneOf('--recording-type', recordingType, ['audio', 'video']),
    deployment: flags.deployment,
    skipExisting: flags.skipExisting,
    verify: flags.verify,
  };
}

async function downloadAll(
  client: HyperStudy,
  scope: Scope,
  options: DownloadOptions,
  progress: ProgressView,
): Promise<DownloadResult[]> {
  const what = 'recordings';
  const results = await client.recordings.download(scope, {
    ...options,
    onProgress: ({ filesDone, files, bytesPerSecond }) =>
      progress.update({ what, done: filesDone, total: files, bytesPerSecond, finished: false }),
  });
  progress.update({ what, done: results.length, total: results.length, finished: true });
  return results;
}

/** Says which recordings failed and why, whatever else is printed. */
function reportFailures(downloads: readonly ScopeDownloads[]): number {
  const failed = downloads.flatMap(({ results }) => results.filter(({ status }) => status === 'failed'));
  for (const { recording, reason } of failed) {
    process.stderr.write(`warning: ${oneLine(`${recording.recordingId}: ${reason ?? 'failed'}`)}\n`);
  }
  return failed.length > 0 ? exitCodes.recordings : exitCodes.complete;
}
