import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { everyFileIn } from './folder.ts';

/** Expects two folders to hold the same files with the same bytes, what the tool remembers included. */
export async function expectSameFolders(one: string, other: string): Promise<void> {
  const files = await everyFileIn(other);
  expect(await everyFileIn(one)).toEqual(files);
  for (const file of files) {
    const same = (await readFile(join(one, file))).equals(await readFile(join(other, file)));
    expect(same, `${file} differs`).toBe(true);
  }
}
