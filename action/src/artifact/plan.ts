import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { IntegrityError } from '@hyperstudy-workflows/core';
import { type ShardFacts, shardFileName } from '@hyperstudy-workflows/export';
import type { Context, Exported } from '../run/context.ts';
import { filesOf, recordingsOf } from './listed.ts';
import { artifactName } from './names.ts';

/** One artifact to be. */
export interface PlannedArtifact {
  readonly name: string;
  readonly kind: 'tables' | 'recordings';
  /** Absolute paths. */
  readonly files: readonly string[];
  readonly bytes: number;
  /** 0: stored as they are, to 9. */
  readonly compression: number;
}

interface File {
  readonly path: string;
  readonly bytes: number;
}

/**
 * Most bytes of recordings in one artifact, unless a single one is larger. The address for an upload lives an hour:
 * this much takes minutes even on a slow line.
 */
const largest = 2 * 1024 ** 3;

/**
 * Tables, manifests and what goes with them in one artifact; recordings in artifacts of bounded size.
 * @throws {IntegrityError} when the folder doesn't hold what the manifests say.
 */
export async function planArtifacts(
  context: Context,
  exports: readonly Exported[],
): Promise<PlannedArtifact[]> {
  const tables: File[] = [];
  const recordings: File[] = [];
  for (const { folder, result } of exports) {
    const { manifest } = result;
    const root = join(context.out, folder);
    tables.push(...(await listed(root, filesOf(manifest))), ...(await rest(root)));
    recordings.push(...(await listed(root, recordingsOf(context, manifest))));
  }
  return [
    {
      name: artifactName(context),
      kind: 'tables',
      files: tables.map(({ path }) => path),
      bytes: bytesOf(tables),
      compression: context.inputs['compression-level'] ?? 6,
    },
    ...planRecordings(context, recordings),
  ];
}

/**
 * Recordings in artifacts of bounded size, and last what else a shard hands on: where that is there, all is.
 * @throws {IntegrityError} when the folder doesn't hold what the shard says.
 */
export async function planShardArtifacts(context: Context, facts: ShardFacts): Promise<PlannedArtifact[]> {
  const root = context.out;
  const downloads = facts.downloads.flatMap(({ fileName, size = 0, status }) =>
    fileName !== null && (status === 'downloaded' || status === 'skipped')
      ? [{ path: join('recordings', fileName), bytes: size }]
      : [],
  );
  const paths = [...facts.records.map(({ path }) => path), shardFileName];
  const records = await Promise.all(paths.map((path) => sized(join(root, path))));
  return [
    ...planRecordings(context, await listed(root, downloads)),
    {
      name: artifactName(context),
      kind: 'tables',
      files: records.map(({ path }) => path),
      bytes: bytesOf(records),
      // Compressed and sealed.
      compression: 0,
    },
  ];
}

const planRecordings = (context: Context, recordings: readonly File[]): PlannedArtifact[] =>
  binsOf(recordings).map((files, i) => ({
    name: artifactName(context, 'recordings', String(i + 1).padStart(3, '0')),
    kind: 'recordings',
    files: files.map(({ path }) => path),
    bytes: bytesOf(files),
    // Sound and film are compressed already.
    compression: 0,
  }));

/** The files that are listed, each looked at. */
async function listed(root: string, files: readonly File[]): Promise<File[]> {
  return Promise.all(
    files.map(async ({ path, bytes }) => {
      const there = await stat(join(root, path)).catch(() => undefined);
      if (there?.size === bytes) return { path: join(root, path), bytes };
      const found = there === undefined ? 'it is not there' : `it has ${there.size}`;
      throw new IntegrityError(`The manifest lists ${path} with ${bytes} bytes, but ${found}.`, {
        hint: 'Run the workflow again; if it stays so, with the input full: true.',
      });
    }),
  );
}

/** Beside the files that the manifest lists: itself, and the state from which the command can go on. */
async function rest(root: string): Promise<File[]> {
  const state = join(root, '.hyperstudy');
  const entries = await readdir(state, { recursive: true, withFileTypes: true }).catch(() => []);
  const remembered = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  return Promise.all([join(root, 'manifest.json'), ...remembered.sort()].map(sized));
}

const sized = async (path: string): Promise<File> => ({ path, bytes: (await stat(path)).size });

const bytesOf = (files: readonly File[]): number => files.reduce((sum, { bytes }) => sum + bytes, 0);

/** Files in order, a new bin where the next one would not fit. */
export function binsOf(files: readonly File[], most = largest): File[][] {
  const bins: File[][] = [];
  let room = 0;
  for (const file of files) {
    const last = bins.at(-1);
    if (last === undefined || file.bytes > room) {
      bins.push([file]);
      room = most - file.bytes;
    } else {
      last.push(file);
      room -= file.bytes;
    }
  }
  return bins;
}
