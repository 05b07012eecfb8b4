import { lstat, readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { UsageError } from '@hyperstudy-workflows/core';
import { isManifest, isRecording, listPath, manifestTables, type Owned, type Tables } from './ownership.ts';
import { pathProblem } from './safe-path.ts';

/** GitHub refuses files over 100 MiB; some room is left for those who count otherwise. Bytes. */
const largestFile = 95 * 1024 * 1024;

/** GitHub refuses pushes over 2 GiB. Bytes. */
export const largestPush = 1_900 * 1024 * 1024;

export interface ExportFile {
  /** Below the folder, with slashes. */
  readonly path: string;
  readonly bytes: number;
}

export interface ExportFiles {
  /** Files to commit, by path. */
  readonly files: readonly ExportFile[];
  /** Those of them that manifests list, now or before a run that failed. */
  readonly tables: Tables;
  /** Recordings that stay out of git. */
  readonly recordings: number;
  /** What was left out and why. */
  readonly notes: readonly string[];
}

/**
 * The files of an export that belong into the commit: everything in the folder but recordings, what other runs'
 * tables a finished run no longer has, and unfinished files.
 * @throws {UsageError} for links and names that can't be committed, and for files that are too large.
 */
export async function exportFiles(
  folder: string,
  before: Owned,
  belongs: (path: string) => boolean = () => true,
): Promise<ExportFiles> {
  const all = await filesBelow(folder, (path) => before.files.has(path) || belongs(path));
  const { stale, tables } = await sortTables(folder, all, before);
  const recordings = all.filter(({ path }) => isRecording(path)).length;
  const wanted = all.filter(
    ({ path }) => !isRecording(path) && !stale.has(path) && !path.endsWith('.part') && path !== listPath,
  );
  const { kept, notes } = withoutLargePartials(wanted);
  checkSizes(kept);
  return { files: kept, tables, recordings, notes };
}

async function filesBelow(folder: string, belongs: (path: string) => boolean): Promise<ExportFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files: ExportFile[] = [];
  const wrong: string[] = [];
  for (const entry of entries) {
    if (entry.isDirectory()) continue;
    const full = join(entry.parentPath, entry.name);
    const path = full
      .slice(folder.length + 1)
      .split(sep)
      .join('/');
    if (!belongs(path)) continue;
    const why = entry.isFile() ? pathProblem(path) : 'it is a link or a device, not a file';
    if (why === undefined) files.push({ path, bytes: (await lstat(full)).size });
    else wrong.push(`${JSON.stringify(path)}: ${why}`);
  }
  if (wrong.length > 0) {
    throw new UsageError(`These can't be committed: ${wrong.join('; ')}.`, {
      hint: 'Remove them from the folder, or choose another path.',
    });
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * Tables of earlier runs that this one no longer has (stale), and all others. Only a complete run says that a table is
 * gone; after a failure the earlier one stays.
 */
async function sortTables(
  folder: string,
  files: readonly ExportFile[],
  before: Owned,
): Promise<{ stale: Set<string>; tables: Tables }> {
  const stale = new Set<string>();
  const tables = new Map<string, readonly string[]>();
  for (const { path } of files.filter((file) => isManifest(file.path))) {
    const now = manifestTables(path, await readFile(join(folder, path), 'utf8'));
    if (now === undefined) continue;
    const there = new Set(now.tables);
    const earlier = (before.tables.get(path) ?? []).filter((table) => !there.has(table));
    if (now.complete) for (const table of earlier) stale.add(table);
    tables.set(path, now.complete ? now.tables : [...now.tables, ...earlier]);
  }
  return { stale, tables };
}

/** Unfinished files only save time: without them the next run reads that table from its beginning. */
function withoutLargePartials(files: readonly ExportFile[]): { kept: ExportFile[]; notes: string[] } {
  const partial = ({ path }: ExportFile) => /(^|\/)\.hyperstudy\/partial\//.test(path);
  if (!files.some((file) => partial(file) && file.bytes > largestFile))
    return { kept: [...files], notes: [] };
  return {
    kept: files.filter((file) => !partial(file)),
    notes: ['An unfinished table is too large for git: the next run reads it from the beginning.'],
  };
}

function checkSizes(files: readonly ExportFile[]): void {
  const large = files.filter(({ bytes }) => bytes > largestFile);
  if (large.length === 0) return;
  const names = large.map(({ path, bytes }) => `${path} (${megabytes(bytes)} MB)`).join(', ');
  throw new UsageError(`Too large for git, which takes files up to ${megabytes(largestFile)} MB: ${names}.`, {
    hint: 'Set partition: room for smaller tables, gzip: true or format: parquet, or use mode: artifact for these types.',
  });
}

const megabytes = (bytes: number): number => Math.round(bytes / 1024 / 1024);
