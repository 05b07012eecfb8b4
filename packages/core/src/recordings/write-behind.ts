import type { FileHandle } from 'node:fs/promises';
import { release } from './release.ts';

/** Bytes that are gathered before they are written: fewer, larger writes; twice this is the most in memory. */
const batchSize = 512 * 1024;

/** Writes bytes to a file one after the other, while the next are being fetched. */
export class WriteBehind {
  readonly #file: FileHandle;
  /** Position in the file of the next batch. */
  #position: number;
  #batch: Buffer[] = [];
  #batched = 0;
  #writing: Promise<void> | undefined;

  constructor(file: FileHandle, position: number) {
    this.#file = file;
    this.#position = position;
  }

  /** Waits only when the disk is slower than the network. Errors of writing may come with a later call. */
  async write(bytes: Buffer): Promise<void> {
    this.#batch.push(bytes);
    this.#batched += bytes.length;
    if (this.#batched >= batchSize) await this.#next();
  }

  /** Waits until all is written. */
  async flush(): Promise<void> {
    await this.#next();
    await this.#writing;
  }

  async #next(): Promise<void> {
    await this.#writing;
    if (this.#batched === 0) return;
    const [batch, position] = [this.#batch, this.#position];
    this.#position += this.#batched;
    this.#batch = [];
    this.#batched = 0;
    this.#writing = writeAll(this.#file, batch, position);
    // Whoever waits for it next hears the error; until then nobody does.
    this.#writing.catch(() => undefined);
  }
}

async function writeAll(file: FileHandle, batch: Buffer[], position: number): Promise<void> {
  const total = batch.reduce((sum, { length }) => sum + length, 0);
  const { bytesWritten } = await file.writev(batch, position);
  if (bytesWritten < total)
    await writeRest(file, Buffer.concat(batch).subarray(bytesWritten), position + bytesWritten);
  for (const bytes of batch) release(bytes);
}

/** A nearly full disk takes a part first; the rest tells why. */
async function writeRest(file: FileHandle, rest: Buffer, position: number): Promise<void> {
  for (let done = 0; done < rest.length; ) {
    done += (await file.write(rest, done, rest.length - done, position + done)).bytesWritten;
  }
}
