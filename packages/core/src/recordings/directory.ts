import { mkdir, open, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { UsageError } from '../errors/usage-error.ts';
import { codeOf, hopeless } from './disk.ts';

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
