import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ManifestDocument } from '../manifest/manifest.ts';

/** Characters gathered before they go to disk. */
const chunkSize = 256 * 1024;

/** A file of a set of documents. */
export interface MadeFile extends ManifestDocument {
  /** Hash of what was written there last, where someone has changed the file since. */
  readonly ours?: string;
}

/** What is known of the files of an earlier run, by path. */
export type KnownFiles = ReadonlyMap<string, MadeFile>;

/**
 * A file that is made from others and can be made again, so it isn't flushed to disk. It appears when it is whole; one
 * that is there with the same bytes stays untouched, with its time, so that backups and caches see no change.
 */
export class DerivedFile {
  readonly #out: string;
  readonly #path: string;
  readonly #handle: FileHandle;
  readonly #hash = createHash('sha256');
  #bytes = 0;
  #pending: string[] = [];
  #pendingLength = 0;

  private constructor(out: string, path: string, handle: FileHandle) {
    this.#out = out;
    this.#path = path;
    this.#handle = handle;
  }

  /** @param path below the folder of the export, with / */
  static async create(out: string, path: string): Promise<DerivedFile> {
    const target = join(out, path);
    await mkdir(dirname(target), { recursive: true });
    return new DerivedFile(out, path, await open(partOf(target), 'w'));
  }

  /** Takes text; a promise comes back only when it has to be waited for. */
  write(text: string): Promise<void> | undefined {
    this.#pending.push(text);
    this.#pendingLength += text.length;
    return this.#pendingLength >= chunkSize ? this.#flush() : undefined;
  }

  /** Gives it its name, unless the file that bears it is known to hold these bytes. */
  async finish(known?: KnownFiles): Promise<ManifestDocument> {
    await this.#flush();
    await this.#handle.close();
    const target = join(this.#out, this.#path);
    const facts = { path: this.#path, bytes: this.#bytes, sha256: this.#hash.digest('hex') };
    if (known?.get(this.#path)?.sha256 === facts.sha256 && (await isThere(this.#out, facts))) {
      await rm(partOf(target), { force: true });
    } else {
      await rename(partOf(target), target);
    }
    return facts;
  }

  /** Leaves nothing behind. */
  async discard(): Promise<void> {
    await this.#handle.close().catch(() => undefined);
    await rm(partOf(join(this.#out, this.#path)), { force: true });
  }

  async #flush(): Promise<void> {
    if (this.#pending.length === 0) return;
    const bytes = Buffer.from(this.#pending.join(''), 'utf8');
    this.#pending = [];
    this.#pendingLength = 0;
    this.#hash.update(bytes);
    this.#bytes += bytes.length;
    await this.#handle.writeFile(bytes);
  }
}

const partOf = (target: string): string => `${target}.part`;

/** Writes a whole text, unless the file holds it: as far as is known, or as its bytes say. */
export async function writeDerived(
  out: string,
  path: string,
  text: string,
  known?: KnownFiles,
): Promise<ManifestDocument> {
  if (known === undefined) {
    const bytes = Buffer.from(text);
    const there = await readFile(join(out, path)).catch(() => undefined);
    if (there?.equals(bytes)) {
      return { path, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
    }
  }
  const file = await DerivedFile.create(out, path);
  try {
    await file.write(text);
    return await file.finish(known);
  } catch (error) {
    await file.discard();
    throw error;
  }
}

/** Whether a file is there with its size: its bytes aren't read. */
export async function isThere(out: string, { path, bytes }: ManifestDocument): Promise<boolean> {
  const there = await stat(join(out, path)).catch(() => undefined);
  return there?.isFile() === true && there.size === bytes;
}
