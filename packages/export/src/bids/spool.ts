import { appendFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { chunksOf } from '../files/chunks.ts';
import { linesOf } from '../files/lines.ts';

/** Characters that are held before they go to disk, over all groups. */
const mostHeld = 4 * 1024 * 1024;

interface Group {
  readonly file: string;
  pending: string[];
  spilled: boolean;
}

/**
 * Takes lines apart by group: a million of them from hundreds of sessions at once come in order of time. They are held
 * up to a limit and then appended to a file for each group, one after the other, so that neither memory nor open files
 * grow with the number of lines or groups.
 */
export class Spool {
  readonly #folder: string;
  readonly #limit: number;
  readonly #groups = new Map<string, Group>();
  #held = 0;

  private constructor(folder: string, limit: number) {
    this.#folder = folder;
    this.#limit = limit;
  }

  /** @param folder for what doesn't fit in memory: emptied first and removed by close() */
  static async create(folder: string, limit = mostHeld): Promise<Spool> {
    await rm(folder, { recursive: true, force: true });
    return new Spool(folder, limit);
  }

  /** Takes a line without its end; a promise comes back only when it has to be waited for. */
  add(key: string, line: string): Promise<void> | undefined {
    let group = this.#groups.get(key);
    if (group === undefined) {
      group = { file: join(this.#folder, `${this.#groups.size}`), pending: [], spilled: false };
      this.#groups.set(key, group);
    }
    group.pending.push(line);
    // An entry costs more than its characters.
    this.#held += line.length + 32;
    return this.#held > this.#limit ? this.#spill() : undefined;
  }

  /** The lines of a group in the order in which they came, many at a time. */
  async *lines(key: string): AsyncGenerator<readonly string[], void> {
    const group = this.#groups.get(key);
    if (group === undefined) return;
    if (group.spilled) yield* linesOf(chunksOf(group.file));
    yield group.pending;
  }

  /** Removes what is on disk. */
  async close(): Promise<void> {
    this.#groups.clear();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #spill(): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    this.#held = 0;
    for (const group of this.#groups.values()) {
      if (group.pending.length === 0) continue;
      const text = `${group.pending.join('\n')}\n`;
      group.pending = [];
      group.spilled = true;
      await appendFile(group.file, text);
    }
  }
}
