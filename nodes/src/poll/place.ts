import { createHash } from 'node:crypto';
import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileStore, type StateStore } from '@hyperstudy-workflows/core';

/** Where a poll node keeps how far it came. */
export interface Place extends StateStore {
  /** Makes the next poll a first one. */
  forget(): Promise<void>;
}

/**
 * Keeps the place in files, one for each thing that the node has polled: a node whose settings change starts anew, and
 * goes on where it was when they change back. A damaged file is put aside with a warning.
 */
export function placeInFiles(folder: string, node: string, warn: (text: string) => void): Place {
  const start = `poll-${node}-`;
  const pathOf = (key: string) =>
    join(folder, `${start}${createHash('sha256').update(key).digest('hex').slice(0, 12)}.json`);
  return {
    async load(key) {
      const path = pathOf(key);
      try {
        return await fileStore(path).load(key);
      } catch (error) {
        // What can't even be read (permissions, say) is no damage: polling on would lose the place.
        if ((await readFile(path).catch(() => undefined)) === undefined) throw error;
        await rename(path, `${path}.damaged`);
        warn(`${path} was damaged and is put aside: polling starts as if for the first time.`);
        return undefined;
      }
    },
    save: (key, state) => fileStore(pathOf(key)).save(key, state),
    async forget() {
      const files = await readdir(folder).catch((): string[] => []);
      const own = files.filter((file) => file.startsWith(start));
      await Promise.all(own.map((file) => rm(join(folder, file), { force: true })));
    },
  };
}
