import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** Makes empty folders that are gone after the tests of the file. */
export function useFolders(): () => Promise<string> {
  const made: string[] = [];
  afterAll(async () => {
    for (const folder of made.splice(0)) await rm(folder, { recursive: true, force: true });
  });
  return async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hyperstudy-test-'));
    made.push(folder);
    return folder;
  };
}

/** Paths of the files below a folder, sorted, without what the tool remembers for itself. */
export async function filesIn(folder: string): Promise<string[]> {
  return (await everyFileIn(folder)).filter((path) => !path.includes('.hyperstudy/'));
}

/** Paths of all files below a folder, sorted. */
export async function everyFileIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}
