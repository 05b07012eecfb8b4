import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { chunksOf } from './chunks.ts';
import { TextBytes } from './text-bytes.ts';

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
  /** Handed to the system, or on the way there. */
  #bytes = 0;
  #next = newChunk();
  #spare: TextBytes | undefined;
  /** A chunk on its way to disk, while the next one is filled. */
  #writing: Promise<void> | undefined;

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

  /** Where text goes that comes next; then settle(). As text that waits it would be garbage of the long-lived kind. */
  get next(): TextBytes {
    return this.#next;
  }

  /** Sends what is gathered on its way, once it is enough; a promise comes back only when it has to be waited for. */
  settle(): Promise<void> | undefined {
    if (this.#next.length < chunkSize) return undefined;
    if (this.#writing !== undefined) return this.#writing.then(() => this.#send());
    this.#send();
    return undefined;
  }

  /** Takes text; a promise comes back only when it has to be waited for. */
  write(text: string): Promise<void> | undefined {
    // The buffer for what comes next needn't become that large.
    if (text.length > chunkSize) return this.writeBytes(Buffer.from(text));
    this.#next.text(text);
    return this.settle();
  }

  async writeBytes(bytes: Uint8Array): Promise<void> {
    await this.#flush();
    await this.#put(bytes);
  }

  /** Bytes so far. */
  get position(): number {
    return this.#bytes + this.#next.length;
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
    await this.#writing?.catch(() => undefined);
    await this.#handle.close().catch(() => undefined);
    await rm(this.#place.temporary, { force: true });
  }

  async #flush(): Promise<void> {
    await this.#writing;
    if (this.#next.length === 0) return;
    this.#send();
    await this.#writing;
  }

  #send(): void {
    const full = this.#next;
    this.#next = this.#spare ?? newChunk();
    this.#spare = undefined;
    this.#writing = this.#put(full.bytes).then(() => {
      full.clear();
      this.#spare = full;
      this.#writing = undefined;
    });
    // Seen by whoever waits for it next; until then it is not unhandled.
    this.#writing.catch(() => undefined);
  }

  async #put(bytes: Uint8Array): Promise<void> {
    this.#hash.update(bytes);
    // Said where to: after resume() the system's own position is at the start.
    const start = this.#bytes;
    this.#bytes += bytes.length;
    for (let done = 0; done < bytes.length; ) {
      done += (await this.#handle.write(bytes, done, bytes.length - done, start + done)).bytesWritten;
    }
  }
}

/** With some room for the record that fills it. */
const newChunk = (): TextBytes => new TextBytes(chunkSize + 16 * 1024);

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
