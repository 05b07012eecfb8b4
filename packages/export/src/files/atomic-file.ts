import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { chunksOf } from './chunks.ts';

/** What a finished file holds. */
export interface FileFacts {
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
}

/** Bytes gathered before they go to disk. */
const chunkSize = 256 * 1024;

/** Where a file is written until it is whole. */
export interface FilePlace {
  /** Its name in the end. */
  readonly path: string;
  /** Its name until then, on the same disk. Default: the name with .part. */
  readonly temporary?: string;
}

/**
 * A file that appears under its name only when it is whole: written under another name, flushed to disk, renamed.
 */
export class AtomicFile {
  readonly #place: Required<FilePlace>;
  readonly #handle: FileHandle;
  readonly #hash = createHash('sha256');
  #bytes = 0;
  // Text is encoded into place at once: as text that waits it would be garbage of the costly, long-lived kind.
  #chunk = Buffer.allocUnsafe(chunkSize);
  #spare: Buffer<ArrayBuffer> | undefined;
  #filled = 0;

  private constructor(place: Required<FilePlace>, handle: FileHandle) {
    this.#place = place;
    this.#handle = handle;
  }

  /** Starts over: what a killed run left under the temporary name is overwritten. */
  static async create(place: FilePlace): Promise<AtomicFile> {
    const whole = { temporary: `${place.path}.part`, ...place };
    await mkdir(dirname(whole.path), { recursive: true });
    await mkdir(dirname(whole.temporary), { recursive: true });
    return new AtomicFile(whole, await open(whole.temporary, 'w'));
  }

  /** Goes on with what stands under the temporary name, cut to this many bytes. */
  static async resume(place: Required<FilePlace>, bytes: number): Promise<AtomicFile> {
    const handle = await open(place.temporary, 'r+');
    await handle.truncate(bytes);
    const file = new AtomicFile(place, handle);
    for await (const chunk of chunksOf(place.temporary)) file.#hash.update(chunk);
    file.#bytes = bytes;
    return file;
  }

  /** Takes text; a promise comes back only when it has to be waited for. */
  write(text: string): Promise<void> | undefined {
    // At most three bytes for each unit of UTF-16.
    const most = text.length * 3;
    if (most > chunkSize) return this.writeBytes(Buffer.from(text));
    const waiting = most > chunkSize - this.#filled ? this.#flush() : undefined;
    // The full chunk has been put aside by now.
    this.#filled += this.#chunk.write(text, this.#filled);
    return waiting;
  }

  async writeBytes(bytes: Uint8Array): Promise<void> {
    await this.#flush();
    await this.#put(bytes);
  }

  /** Bytes so far, all of them handed to the system. */
  async position(): Promise<number> {
    await this.#flush();
    return this.#bytes;
  }

  /** Makes what is there durable, under the temporary name. */
  async sync(): Promise<void> {
    await this.#flush();
    await this.#handle.sync();
  }

  /** Closes without giving it its name; returns the temporary one. */
  async close(): Promise<string> {
    await this.#flush();
    await this.#handle.close();
    return this.#place.temporary;
  }

  /** Gives it its name, once it is on disk. */
  async commit(): Promise<FileFacts> {
    await this.sync();
    await this.#handle.close();
    await rename(this.#place.temporary, this.#place.path);
    await syncDirectory(dirname(this.#place.path));
    return { bytes: this.#bytes, sha256: this.#hash.digest('hex') };
  }

  /** Leaves nothing behind. */
  async discard(): Promise<void> {
    this.#filled = 0;
    await this.#handle.close().catch(() => undefined);
    await rm(this.#place.temporary, { force: true });
  }

  async #flush(): Promise<void> {
    if (this.#filled === 0) return;
    const [full, filled] = [this.#chunk, this.#filled];
    this.#chunk = this.#spare ?? Buffer.allocUnsafe(chunkSize);
    this.#spare = undefined;
    this.#filled = 0;
    await this.#put(full.subarray(0, filled));
    this.#spare = full;
  }

  async #put(bytes: Uint8Array): Promise<void> {
    this.#hash.update(bytes);
    // Said where to: after resume() the system's own position is at the start.
    for (let done = 0; done < bytes.length; ) {
      done += (await this.#handle.write(bytes, done, bytes.length - done, this.#bytes + done)).bytesWritten;
    }
    this.#bytes += bytes.length;
  }
}

/** Makes a rename durable. Not every platform can open a folder; there it is left to the system. */
async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r').catch(() => undefined);
  if (handle === undefined) return;
  await handle.sync().catch(() => undefined);
  await handle.close();
}

/** Writes a whole text atomically. */
export async function writeAtomically(path: string, text: string): Promise<FileFacts> {
  const file = await AtomicFile.create({ path });
  try {
    await file.write(text);
    return await file.commit();
  } catch (error) {
    await file.discard();
    throw error;
  }
}

/** Size and hash of a file, or undefined where there is none. */
export async function factsOf(path: string): Promise<FileFacts | undefined> {
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const chunk of chunksOf(path)) {
      hash.update(chunk);
      bytes += chunk.length;
    }
  } catch {
    return undefined;
  }
  return { bytes, sha256: hash.digest('hex') };
}
