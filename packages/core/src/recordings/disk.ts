import { constants } from 'node:fs';
import { access, mkdir, open, stat, statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { HyperStudyError } from '../errors/hyperstudy-error.ts';
import { RecordingError } from '../errors/recording-error.ts';
import { UsageError } from '../errors/usage-error.ts';

/** Kept free beyond what is needed, bytes: other programs write too. */
const reserve = 64 * 1024 * 1024;

/** Troubles of the folder or the disk: no other file could be written either. */
const hopeless: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the disk is read-only',
  EACCES: 'writing there is not permitted',
  EPERM: 'writing there is not permitted',
  ENOTDIR: 'a part of the path is a file',
};

/** What an error of the file system means: a UsageError where going on makes no sense. */
export function diskError(error: unknown, path: string): HyperStudyError {
  const code = codeOf(error);
  const reason = hopeless[code];
  const text = `Can't write ${path}: ${reason ?? code}`;
  if (reason === undefined) return new RecordingError(`${text}.`, { code, cause: error });
  return new UsageError(`${text}.`, {
    code,
    cause: error,
    hint: 'Free some space or choose another folder, then start again: what is there is kept.',
  });
}

/** The system's code of an error, such as ENOENT; the message where it has none. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}

/** Runs work on a path. @throws {UsageError | RecordingError} for errors of the file system */
export async function onDisk<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const isDenied = ['EACCES', 'EPERM'].includes(codeOf(error));
    // Only this file is closed to us (in use, or read-only) when the folder itself is not.
    if (isDenied && (await isWritable(dirname(path)))) {
      throw new RecordingError(`Can't write ${path}: it is in use or protected.`, { cause: error });
    }
    throw diskError(error, path);
  }
}

const isWritable = (directory: string): Promise<boolean> =>
  access(directory, constants.W_OK).then(
    () => true,
    () => false,
  );

/**
 * Makes a folder and those above it, one by one: mkdir with `recursive` never returns where the system says
 * ENOENT to making a folder in one that is there, as below /proc.
 * @throws {UsageError} where it can't be made
 */
export async function makeDirectory(directory: string): Promise<void> {
  const missing: string[] = [];
  for (let path = resolve(directory); !(await isFolder(path)); path = dirname(path)) missing.unshift(path);
  for (const path of missing) {
    try {
      await mkdir(path);
    } catch (error) {
      // Another program may have made it meanwhile.
      if (codeOf(error) !== 'EEXIST') throw folderError(error, path);
      if (!(await isFolder(path))) throw folderError(error, path);
    }
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory() || dirname(path) === path;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return dirname(path) === path;
    throw folderError(error, path);
  }
}

function folderError(error: unknown, path: string): UsageError {
  const code = codeOf(error);
  const reason = code === 'EEXIST' ? 'it is a file' : (hopeless[code] ?? code);
  return new UsageError(`Can't make the folder ${path}: ${reason}.`, {
    code,
    cause: error,
    hint: 'Choose another folder.',
  });
}

/** @throws {UsageError} where so many bytes don't fit onto the disk */
export async function checkSpace(directory: string, bytes: number): Promise<void> {
  let free: number;
  try {
    const { bavail, bsize } = await statfs(directory);
    free = bavail * bsize;
  } catch {
    // Not every file system tells; then a full disk shows when it is full.
    return;
  }
  if (bytes + reserve <= free) return;
  throw new UsageError(
    `Not enough space in ${directory}: ${megabytes(bytes)} needed, ${megabytes(free)} free.`,
    {
      code: 'ENOSPC',
      hint: 'Free some space, choose another folder, or download fewer recordings at a time.',
    },
  );
}

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1e6).toLocaleString('en')} MB`;

/** Makes new names in a folder survive a power cut. Where a folder can't be synced (Windows), the system does it. */
export async function syncDirectory(directory: string): Promise<void> {
  try {
    const handle = await open(directory, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!['EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'ENOTSUP', 'EBADF'].includes(codeOf(error))) throw error;
  }
}
