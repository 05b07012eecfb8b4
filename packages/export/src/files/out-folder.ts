import { constants } from 'node:fs';
import { access, mkdir, rmdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { UsageError } from '@hyperstudy-workflows/core';

/**
 * Looks whether a folder can be exported into, without making it.
 * @throws {UsageError} when it is a file or can't be written to.
 */
export async function checkOutFolder(path: string): Promise<void> {
  const there = await stat(path).catch(() => undefined);
  if (there === undefined) {
    const parent = dirname(resolve(path));
    if (parent !== resolve(path)) await checkOutFolder(parent);
    return;
  }
  if (!there.isDirectory()) {
    throw new UsageError(`${path} is a file, not a folder.`, { hint: 'Give another --out.' });
  }
  await access(path, constants.W_OK).catch((error: unknown) => {
    throw notWritable(path, error);
  });
}

/**
 * Makes the folder, with those above it, one by one: asked to make all at once, Node never returns where the system
 * denies that the folder above exists (below /proc).
 * @returns the folders that were made, the innermost first
 * @throws {UsageError} when it can't be made.
 */
export async function makeOutFolder(path: string): Promise<string[]> {
  const missing: string[] = [];
  for (let folder = resolve(path); !(await exists(folder)); folder = dirname(folder)) missing.unshift(folder);
  for (const folder of missing) {
    await mkdir(folder).catch((error: unknown) => {
      throw notWritable(path, error);
    });
  }
  return missing.reverse();
}

/** Takes back what makeOutFolder made, as far as nothing was put there. */
export async function removeEmptyFolders(made: readonly string[]): Promise<void> {
  for (const folder of made) await rmdir(folder).catch(() => undefined);
}

const exists = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined)) !== undefined;

function notWritable(path: string, error: unknown): UsageError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'error';
  return new UsageError(`${path} can't be written to (${code}).`, {
    hint: 'Give another --out, or change the rights of the folder.',
  });
}

/** Bytes of UTF-8: room for an id, and for the folders around it where paths may have 260 characters. */
const longestName = 100;

/** Names that Windows keeps for devices. */
const reserved = /^(con|prn|aux|nul|(com|lpt)[\d¹²³])$/i;

/** An id as a folder name on any system: letters, digits, - and _ stay, everything else becomes _. */
export function folderName(id: string): string {
  let safe = '';
  for (const character of id.normalize('NFC').replace(/[^\p{L}\p{N}_-]/gu, '_')) {
    if (Buffer.byteLength(safe + character) > longestName) break;
    safe += character;
  }
  return reserved.test(safe) || safe === '' ? `_${safe}` : safe;
}
