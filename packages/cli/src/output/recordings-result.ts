import { join } from 'node:path';
import { type DownloadResult, type DownloadStatus, type Scope, scopeParts } from '@hyperstudy-workflows/core';
import { bytesText, formatTable } from './table.ts';

/** What was downloaded for one scope. */
export interface ScopeDownloads {
  readonly scope: Scope;
  readonly directory: string;
  readonly results: readonly DownloadResult[];
}

const statuses: readonly DownloadStatus[] = ['downloaded', 'skipped', 'pending', 'failed'];

/** For people: how many recordings ended in which way, by folder. */
export function recordingsText(downloads: readonly ScopeDownloads[]): string {
  return downloads
    .map(({ directory, results }) => {
      const rows = statuses
        .map((status) => ({ status, those: results.filter((result) => result.status === status) }))
        .filter(({ those }) => those.length > 0)
        .map(({ status, those }) => [
          status,
          those.length,
          bytesText(sum(those.map(({ size }) => size ?? 0))),
        ]);
      const transferred = bytesText(sum(results.map((result) => result.transferred)));
      const body =
        rows.length === 0 ? 'No recordings.\n' : formatTable(['status', 'recordings', 'size'], rows);
      return `${body}${transferred} transferred\n→ ${directory}\n`;
    })
    .join('\n');
}

/** For programs: an object per recording. */
export function recordingsJson(downloads: readonly ScopeDownloads[]): unknown[] {
  return downloads.flatMap(({ scope, directory, results }) =>
    results.map(({ recording, status, fileName, size, sha256, sourceChecksum, reason, transferred }) => ({
      scope: { [scopeParts(scope).kind]: scopeParts(scope).id },
      recordingId: recording.recordingId,
      status,
      file: fileName === null ? null : join(directory, fileName),
      bytes: size,
      sha256,
      sourceChecksum,
      reason,
      transferred,
    })),
  );
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
