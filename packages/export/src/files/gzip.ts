import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { crc32, createDeflateRaw, createGunzip } from 'node:zlib';
import { chunksOf } from './chunks.ts';

/** No time, and no system: the header is the same wherever and whenever it is written. */
const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);

/** What goes into the compressor at once; its output could depend on it. */
const blockSize = 64 * 1024;

/** The bytes as a gzip file (RFC 1952) that depends on them alone, however they are cut. */
export async function* gzipped(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  let checksum = 0;
  let size = 0;
  const deflate = createDeflateRaw();
  const feeding = pipeline(async function* () {
    for await (const block of blocks(bytes)) {
      checksum = crc32(block, checksum);
      size += block.length;
      yield block;
    }
  }, deflate);
  // Thrown where the output is read, too; without this it would count as unhandled.
  feeding.catch(() => undefined);
  yield header;
  for await (const chunk of deflate) yield chunk as Buffer;
  await feeding;
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(checksum, 0);
  trailer.writeUInt32LE(size % 2 ** 32, 4);
  yield trailer;
}

/** Copies into blocks of one size: the chunks are only valid until the next. */
async function* blocks(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer, void> {
  let block = Buffer.allocUnsafeSlow(blockSize);
  let filled = 0;
  for await (const chunk of bytes) {
    for (let from = 0; from < chunk.length; ) {
      const part = chunk.subarray(from, from + blockSize - filled);
      block.set(part, filled);
      filled += part.length;
      from += part.length;
      if (filled < blockSize) continue;
      yield block;
      block = Buffer.allocUnsafeSlow(blockSize);
      filled = 0;
    }
  }
  if (filled > 0) yield block.subarray(0, filled);
}

/**
 * What a file holds, unpacked where it is packed, from one position to another of what it holds. A chunk is valid
 * until the next is taken.
 */
export async function* contentOf(
  path: string,
  gzip: boolean | undefined,
  start = 0,
  end = Number.POSITIVE_INFINITY,
): AsyncGenerator<Uint8Array, void> {
  if (!gzip) {
    yield* chunksOf(path, start, end);
    return;
  }
  const source = createReadStream(path);
  const unpacked = createGunzip();
  const feeding = pipeline(source, unpacked);
  feeding.catch(() => undefined);
  let position = 0;
  try {
    for await (const chunk of unpacked) {
      const bytes = chunk as Buffer;
      const part = bytes.subarray(Math.max(0, start - position), Math.max(0, end - position));
      position += bytes.length;
      if (part.length > 0) yield part;
      if (position >= end) return;
    }
  } finally {
    source.destroy();
    unpacked.destroy();
  }
}
