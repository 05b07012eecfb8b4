import { lstat, open, stat } from 'node:fs/promises';
import { Hasher, hashFile } from './checksum.ts';
import { onDisk } from './disk.ts';
import { checksumText, type StoredObject } from './stored-object.ts';
import type { KnownFile } from './types.ts';

export interface ExistingRules {
  /** Bytes that HyperStudy lists; undefined where it gives none. */
  readonly expectedSize: number | undefined;
  readonly known: KnownFile | undefined;
  /** Asks the storage what it has; undefined where no comparison is wanted. */
  readonly ask: (() => Promise<StoredObject>) | undefined;
  readonly signal?: AbortSignal;
}

/**
 * A file that needn't be downloaded again; undefined where there is none, or one that isn't right.
 * A file without anything to compare it with is trusted, as the Python SDK does: only whole ones get their name.
 */
export async function existingFile(path: string, rules: ExistingRules): Promise<KnownFile | undefined> {
  const { expectedSize, known } = rules;
  const size = await sizeOfFile(path, expectedSize ?? known?.size);
  if (size === undefined) return undefined;
  if (expectedSize !== undefined && size !== expectedSize) return undefined;
  if (known !== undefined && size !== known.size) return undefined;
  if (known?.sha256 !== undefined) {
    const { sha256 } = await digestOf(path, new Hasher(), rules.signal);
    return sha256 === known.sha256 ? { ...known, size } : undefined;
  }
  if (rules.ask === undefined) return { ...known, size };
  const object = await rules.ask();
  if (object.size !== undefined && object.size !== size) return undefined;
  const { sha256, checksum } = await digestOf(path, new Hasher(object.checksum?.algorithm), rules.signal);
  const sourceChecksum = checksumText(object.checksum);
  return sourceChecksum === checksumText(checksum) ? { size, sha256, sourceChecksum } : undefined;
}

/** A symlink (an annexed file of a data repository) counts only where the size speaks for it. */
async function sizeOfFile(path: string, expected: number | undefined): Promise<number | undefined> {
  const found = await lstat(path).catch(() => undefined);
  if (found?.isFile()) return found.size;
  if (!found?.isSymbolicLink() || expected === undefined) return undefined;
  const target = await stat(path).catch(() => undefined);
  return target?.isFile() && target.size === expected ? target.size : undefined;
}

function digestOf(path: string, hasher: Hasher, signal: AbortSignal | undefined) {
  return onDisk(path, async () => {
    const file = await open(path, 'r');
    try {
      await hashFile(file, hasher, signal);
      return hasher.digest();
    } finally {
      await file.close();
    }
  });
}
