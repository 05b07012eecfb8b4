import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { crc32c } from './crc32c.ts';
import type { SourceChecksum } from './stored-object.ts';

/** What the bytes of a file add up to. */
export interface Digest {
  /** hex */
  readonly sha256: string;
  /** By the algorithm that the storage uses; undefined where it gave no checksum. */
  readonly checksum?: SourceChecksum;
}

/** Hashes bytes as they pass: sha256 for our own record, and what the storage uses for comparing with it. */
export class Hasher {
  readonly algorithm: SourceChecksum['algorithm'] | undefined;
  readonly #sha256 = createHash('sha256');
  readonly #md5 = createHash('md5');
  #crc32c = 0;

  constructor(algorithm?: SourceChecksum['algorithm']) {
    this.algorithm = algorithm;
  }

  update(bytes: Uint8Array): void {
    this.#sha256.update(bytes);
    if (this.algorithm === 'crc32c') this.#crc32c = crc32c(bytes, this.#crc32c);
    if (this.algorithm === 'md5') this.#md5.update(bytes);
  }

  /** To be called once. */
  digest(): Digest {
    return { sha256: this.#sha256.digest('hex'), checksum: this.#checksum() };
  }

  #checksum(): SourceChecksum | undefined {
    switch (this.algorithm) {
      case 'crc32c': {
        const bytes = Buffer.alloc(4);
        bytes.writeUInt32BE(this.#crc32c);
        return { algorithm: 'crc32c', value: bytes.toString('base64') };
      }
      case 'md5':
        return { algorithm: 'md5', value: this.#md5.digest('base64') };
      default:
        return undefined;
    }
  }
}

/** Feeds the bytes of a file to the hasher, from the start. @returns how many there were */
export async function hashFile(file: FileHandle, hasher: Hasher, signal?: AbortSignal): Promise<number> {
  const buffer = Buffer.allocUnsafe(256 * 1024);
  let position = 0;
  for (;;) {
    signal?.throwIfAborted();
    const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
    if (bytesRead === 0) return position;
    hasher.update(buffer.subarray(0, bytesRead));
    position += bytesRead;
  }
}
