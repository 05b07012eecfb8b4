import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Where the place of a poll is kept. */
export interface StateStore {
  load(key: string): Promise<unknown>;
  save(key: string, state: unknown): Promise<void>;
  forget(): Promise<void>;
}

/** Keeps the place in one file, replaced as a whole: a power cut leaves the old one or the new one. */
export function fileStore(path: string, warn: (text: string) => void): StateStore {
  return {
    async load(key) {
      const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      });
      if (text === undefined) return undefined;
      try {
        const saved: unknown = JSON.parse(text);
        return isSaved(saved) && saved.key === key ? saved.state : undefined;
      } catch {
        warn(`${path} is damaged: polling starts as if for the first time.`);
        return undefined;
      }
    },
    async save(key, state) {
      await mkdir(dirname(path), { recursive: true });
      const temporary = `${path}.tmp`;
      const file = await open(temporary, 'w');
      try {
        await file.writeFile(JSON.stringify({ key, state }));
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, path);
    },
    forget: () => rm(path, { force: true }),
  };
}

const isSaved = (value: unknown): value is { key: string; state: unknown } =>
  typeof value === 'object' && value !== null && 'key' in value && 'state' in value;
