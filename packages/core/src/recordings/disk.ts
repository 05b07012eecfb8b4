import { constants } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { HyperStudyError } from '../errors/hyperstudy-error.ts';
import { RecordingError } from '../errors/recording-error.ts';
import { UsageError } from '../errors/usage-error.ts';

/** Kept free beyond what is needed, bytes: other programs write too. */
const reserve = 64 * 1024 * 1024;

/** Troubles of the folder or the disk: no other file could be written either. */
export const hopeless: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the disk is read-only',
  EACCES: 'writing there is not permitted',
  EPERM: 'writing there is not permitted',
  ENOTDIR: 'a part of the path is a file',
};

/** What an error of the file system means: a UsageError where going on makes no sense. */
function diskError(error: unknown, path: string): HyperStudyError {
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
