import { constants } from 'node:fs';
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { RecordingError } from '../errors/recording-error.ts';
import { type Digest, Hasher, hashFile } from './checksum.ts';
import { syncDirectory } from './directory.ts';
import { onDisk } from './disk.ts';
import { readSidecar, writeSidecar } from './sidecar.ts';
import { StorageFailure } from './storage-failure.ts';
import { checksumText, isRecognisable, type StoredObject } from './stored-object.ts';
import type { Sink } from './transfer.ts';
import { WriteBehind } from './write-behind.ts';

/** Below this, bytes, going on after a restart saves less than the sidecar costs. */
const worthResuming = 1024 * 1024;

interface PartFileOptions {
  /** Where the file is to be when it is whole. */
  readonly finalPath: string;
  readonly recordingId: string;
  /** Bytes that HyperStudy lists; undefined where it gives none. */
  readonly expectedSize: number | undefined;
  /** Whether the bytes that are written are nobody else's: then their memory is given back at once. */
  readonly ownsBytes: boolean;
}

/**
 * A recording on its way: <name>.part, and <name>.part.json that says what the bytes belong to. Starting over
 * makes a new file, never empties the old one, so that two programs that fetch the same recording don't spoil
 * each other's bytes.
 */
export class PartFile implements Sink {
  readonly #options: PartFileOptions;
  readonly #path: string;
  readonly #sidecarPath: string;
  #file: FileHandle | undefined;
  #writer: WriteBehind | undefined;
  #hasher = new Hasher();
  #digest: Digest | undefined;
  /** Whether a later run can go on with what is there. */
  #hasSidecar = false;
  position = 0;
  object: StoredObject | undefined;

  private constructor(options: PartFileOptions) {
    this.#options = options;
    this.#path = `${options.finalPath}.part`;
    this.#sidecarPath = `${options.finalPath}.part.json`;
  }

  /** Takes up what an earlier run left, if it is of use. @throws {UsageError | RecordingError} */
  static async open(options: PartFileOptions, signal?: AbortSignal): Promise<PartFile> {
    const part = new PartFile(options);
    await part.#resume(signal);
    return part;
  }

  async begin(object: StoredObject, position: number): Promise<void> {
    const algorithm = object.checksum?.algorithm;
    const goesOn = position > 0 && position === this.position && this.#file !== undefined;
    // Bytes that were not counted into the checksum can't be verified with it.
    if (goesOn && (algorithm === undefined || algorithm === this.#hasher.algorithm)) {
      this.object = { ...this.object, ...withoutUndefined(object) };
      return;
    }
    await this.#startOver(object);
    if (position > 0) throw new StorageFailure('broken', 'the storage names another checksum than before');
  }

  async write(bytes: Buffer): Promise<void> {
    this.#hasher.update(bytes);
    this.position += bytes.length;
    await onDisk(this.#path, async () => this.#writer?.write(bytes));
  }

  async complete(): Promise<void> {
    const { expectedSize = this.object?.size } = this.#options;
    if (expectedSize !== undefined && this.position !== expectedSize) {
      const found = this.position;
      await this.#startOver({});
      throw new StorageFailure('damaged', `${found} of ${expectedSize} bytes came`);
    }
    const digest = this.#hasher.digest();
    const expected = checksumText(this.object?.checksum);
    const found = checksumText(digest.checksum);
    if (expected !== undefined && expected !== found) {
      await this.#startOver({});
      throw new StorageFailure('damaged', `the bytes add up to ${found}, the storage says ${expected}`);
    }
    this.#digest = digest;
  }

  /**
   * Gives the file its name, once it is safely on the disk. Only after complete().
   * @throws {RecordingError} where another program took the file away; {UsageError}
   */
  async finish(): Promise<Digest> {
    const { finalPath } = this.#options;
    const [file, digest] = [this.#file, this.#digest];
    if (file === undefined || digest === undefined) throw new TypeError('complete() comes first');
    await onDisk(this.#path, async () => {
      await this.#writer?.flush();
      await file.sync();
    });
    const ours = await file.stat();
    await this.#closeFile();
    const there = await stat(this.#path).catch(() => undefined);
    if (there?.ino !== ours.ino || there.size !== this.position) {
      throw new RecordingError('Another program is downloading the same file into this folder.', {
        hint: 'Wait until it is done.',
      });
    }
    await onDisk(finalPath, async () => {
      await rename(this.#path, finalPath);
      await syncDirectory(dirname(finalPath));
      await rm(this.#sidecarPath, { force: true });
    });
    return digest;
  }

  /** Keeps what came for the next run, where that can go on with it. */
  async close(): Promise<void> {
    if (this.#file === undefined) return;
    if (!this.#hasSidecar || this.position === 0) {
      await this.#discard();
      return;
    }
    try {
      await this.#writer?.flush();
    } catch {
      // What could not be written comes again.
    }
    await this.#closeFile();
  }

  async #discard(): Promise<void> {
    await this.#closeFile();
    await removeParts(this.#options.finalPath);
  }

  async #resume(signal: AbortSignal | undefined): Promise<void> {
    const sidecar = await readSidecar(this.#sidecarPath);
    if (sidecar === undefined || sidecar.recordingId !== this.#options.recordingId) return;
    if (!isRecognisable(sidecar.object)) return;
    const file = await openRegular(this.#path);
    if (file === undefined) return;
    const hasher = new Hasher(sidecar.object.checksum?.algorithm);
    try {
      const size = await onDisk(this.#path, () => hashFile(file, hasher, signal));
      if (size > (sidecar.object.size ?? this.#options.expectedSize ?? size)) {
        await file.close();
        return;
      }
      this.#take(file, hasher, sidecar.object, size);
      this.#hasSidecar = true;
    } catch (error) {
      await file.close();
      signal?.throwIfAborted();
      throw error;
    }
  }

  async #startOver(object: StoredObject): Promise<void> {
    await this.#closeFile();
    this.#hasSidecar = isRecognisable(object) && (object.size ?? worthResuming) >= worthResuming;
    const file = await onDisk(this.#path, async () => {
      await removeParts(this.#options.finalPath);
      const created = await open(this.#path, 'wx');
      if (this.#hasSidecar) {
        await writeSidecar(this.#sidecarPath, { recordingId: this.#options.recordingId, object });
      }
      return created;
    });
    this.#take(file, new Hasher(object.checksum?.algorithm), object, 0);
  }

  #take(file: FileHandle, hasher: Hasher, object: StoredObject, position: number): void {
    this.#file = file;
    this.#writer = new WriteBehind(file, position, this.#options.ownsBytes);
    this.#hasher = hasher;
    this.#digest = undefined;
    this.object = object;
    this.position = position;
  }

  async #closeFile(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    this.#writer = undefined;
    await file?.close();
  }
}

/**
 * Removes what a download left beside the place of its file. The sidecar goes first: a crash in between must not
 * leave one that speaks of other bytes.
 */
export async function removeParts(finalPath: string): Promise<void> {
  await rm(`${finalPath}.part.json`, { force: true });
  await rm(`${finalPath}.part`, { force: true });
}

/** Undefined for what is no file of its own: a symlink could lead out of the folder. */
async function openRegular(path: string): Promise<FileHandle | undefined> {
  try {
    const file = await open(path, constants.O_RDWR | (constants.O_NOFOLLOW ?? 0));
    if ((await file.stat()).isFile()) return file;
    await file.close();
  } catch {
    // None there, or none that may be used: a new one is made.
  }
  return undefined;
}

function withoutUndefined(object: StoredObject): StoredObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
