import { createHash } from 'node:crypto';
import { readFile, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { writeAtomically } from '../files/atomic-file.ts';
import type { ManifestDocument } from '../manifest/manifest.ts';
import { toolVersion } from '../manifest/tool-version.ts';
import { isThere, type KnownFiles, type MadeFile } from './derived-file.ts';

const memorySchema = z.object({
  format: z.literal('hyperstudy-documents/1'),
  inputs: z.string(),
  files: z.array(
    z.object({ path: z.string(), bytes: z.number(), sha256: z.string(), ours: z.string().optional() }),
  ),
});

/** A set of files that is made from the tables. */
export interface DocumentSet {
  /** Folder of the export. */
  readonly out: string;
  /** Name of the set: a file name. */
  readonly name: string;
  /** What its bytes depend on, as JSON values: hashes of tables, options. */
  readonly inputs: unknown;
  /** Every table is there: what isn't made again is no longer wanted. */
  readonly complete: boolean;
}

/**
 * Makes a set of files, or takes those of an earlier run if nothing has changed that they depend on: then no table and
 * no file is read. Files that are no longer made are removed, unless the run was cut short.
 */
export async function remembered(
  { out, name, inputs, complete }: DocumentSet,
  make: (known: KnownFiles) => Promise<readonly MadeFile[]>,
): Promise<readonly ManifestDocument[]> {
  const place = join(out, '.hyperstudy', `${name}.json`);
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([toolVersion, complete, inputs]))
    .digest('hex');
  const before = await readMemory(place);
  if (before?.inputs === fingerprint && (await areThere(out, before.files)))
    return before.files.map(documentOf);
  const known = new Map((before?.files ?? []).map((file) => [file.path, file]));
  const made = await make(known);
  const names = new Set(made.map(({ path }) => path));
  const left = [...known.values()].filter(({ path }) => !names.has(path));
  const files = [...made, ...(complete ? [] : left)].sort((a, b) => (a.path < b.path ? -1 : 1));
  if (complete) for (const { path } of left) await removeBelow(out, path);
  const memory = { format: 'hyperstudy-documents/1', inputs: fingerprint, files };
  await writeAtomically(place, `${JSON.stringify(memory)}\n`);
  return files.map(documentOf);
}

const documentOf = ({ path, bytes, sha256 }: MadeFile): ManifestDocument => ({ path, bytes, sha256 });

async function readMemory(place: string): Promise<z.infer<typeof memorySchema> | undefined> {
  const text = await readFile(place, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    // A damaged one only costs the time to make the files again.
    return memorySchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

async function areThere(out: string, files: readonly ManifestDocument[]): Promise<boolean> {
  for (const file of files) if (!(await isThere(out, file))) return false;
  return true;
}

/** Removes a file and the folders that are empty then. */
async function removeBelow(out: string, path: string): Promise<void> {
  // The memory is a file that anyone may have edited: nothing outside the folder is touched.
  if (path.split(/[/\\]/).includes('..')) return;
  await rm(join(out, path), { force: true });
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
    const removed = await rmdir(join(out, folder)).then(
      () => true,
      () => false,
    );
    if (!removed) return;
  }
}
