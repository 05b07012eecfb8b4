import type { FileHandle } from 'node:fs/promises';
import { release } from '../environment/release.ts';

/** Bytes that are gathered before they are written: fewer, larger writes; twice this is the most in memory. */
const batchSize = 512 * 1024;

/** Bytes after which the disk is told to begin, so that the fsync at the end has little left to wait for. */
const syncEvery = 16 * 1024 * 1024;

/** One at a time in the process: the threads that wait for the disk are needed for writing, too. */
let syncing = false;

/** Writes bytes to a file one after the other, while the next are being fetched. */
export class WriteBehind {
  readonly #file: FileHandle;
  readonly #ownsBytes: boolean;
  /** Position in the file of the next batch. */
  #position: number;
  #batch: Buffer[] = [];
  #batched = 0;
  #unsynced = 0;
  #writing: Promise<void> | undefined;
  #syncing: Promise<void> | undefined;

  /** @param ownsBytes whether nobody else uses what is written */
  constructor(file: FileHandle, position: number, ownsBytes: boolean) {
    this.#file = file;
    this.#position = position;
    this.#ownsBytes = ownsBytes;
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
    await this.#syncing;
  }

  async #next(): Promise<void> {
    await this.#writing;
    if (this.#batched === 0) return;
    const [batch, position] = [this.#batch, this.#position];
    this.#position += this.#batched;
    this.#unsynced += this.#batched;
    this.#batch = [];
    this.#batched = 0;
    this.#writing = this.#writeAll(batch, position);
    // Whoever waits for it next hears the error; until then nobody does.
    this.#writing.catch(() => undefined);
    if (this.#unsynced >= syncEvery && !syncing) this.#sync();
  }

  async #writeAll(batch: Buffer[], position: number): Promise<void> {
    const total = batch.reduce((sum, { length }) => sum + length, 0);
    const { bytesWritten } = await this.#file.writev(batch, position);
    if (bytesWritten < total) {
      await writeRest(this.#file, Buffer.concat(batch).subarray(bytesWritten), position + bytesWritten);
    }
    if (this.#ownsBytes) for (const bytes of batch) release(bytes);
  }

  #sync(): void {
    syncing = true;
    this.#unsynced = 0;
    this.#syncing = this.#file
      .datasync()
      // The fsync at the end says what is wrong.
      .catch(() => undefined)
      .finally(() => {
        syncing = false;
      });
  }
}

/** A nearly full disk takes a part first; the rest tells why. */
async function writeRest(file: FileHandle, rest: Buffer, position: number): Promise<void> {
  for (let done = 0; done < rest.length; ) {
    done += (await file.write(rest, done, rest.length - done, position + done)).bytesWritten;
  }
}
