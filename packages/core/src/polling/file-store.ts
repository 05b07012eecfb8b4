import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { StateError } from '../errors/state-error.ts';
import { isObject } from '../transport/envelope.ts';
import type { StateStore } from './state-store.ts';

const format = 'hyperstudy-poll-state';

/**
 * Keeps the state of one poll in a file. It is replaced as a whole (written beside, flushed, renamed), so a crash at
 * any moment leaves the old state or the new one. Made for one process at a time.
 */
export function fileStore(path: string): StateStore {
  const file = resolve(path);
  return {
    async load(key) {
      const text = await textOf(file);
      return text === undefined ? undefined : stateIn(text, key, file);
    },
    async save(key, state) {
      await replace(file, `${JSON.stringify({ format, key, state })}\n`);
    },
  };
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new StateError(`The state file can't be read: ${file}.`, {
      hint: 'Check the path and its permissions.',
      cause: error,
    });
  }
}

const startOver = 'Give another file, or delete this one to start over.';

function stateIn(text: string, key: string, file: string): unknown {
  const found = parse(text);
  if (!isObject(found) || found.format !== format) {
    const what = found === undefined ? 'is damaged' : 'holds something else';
    throw new StateError(`The state file ${what}: ${file}.`, { hint: startOver });
  }
  if (found.key !== key) {
    throw new StateError(`The state file belongs to another poll: ${file} is of "${String(found.key)}".`, {
      hint: `This poll is "${key}". ${startOver}`,
    });
  }
  return found.state;
}

function parse(text: string): unknown {
  try {
    const found: unknown = JSON.parse(text);
    return found ?? null;
  } catch {
    return undefined;
  }
}

async function replace(file: string, text: string): Promise<void> {
  const folder = dirname(file);
  const next = `${file}.tmp`;
  try {
    await mkdir(folder, { recursive: true });
    const handle = await open(next, 'w', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(next, file);
    await flushFolder(folder);
  } catch (error) {
    throw new StateError(`The state file can't be written: ${file}.`, {
      hint: 'Check the path, its permissions and the free space.',
      cause: error,
    });
  }
}

/** Makes the new name durable; not every system can (Windows). */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  if (handle === undefined) return;
  try {
    await handle.sync();
  } catch {
    // Nothing more can be done, and the file itself is safe.
  } finally {
    await handle.close();
  }
}
