import { open } from 'node:fs/promises';

const size = 256 * 1024;

/**
 * The bytes of a file from one position to another, in chunks. Each chunk is valid until the next is taken: they share
 * one buffer, so that reading a large file leaves no garbage.
 */
export async function* chunksOf(
  path: string,
  start = 0,
  end = Number.POSITIVE_INFINITY,
): AsyncGenerator<Buffer, void> {
  const handle = await open(path, 'r');
  try {
    const buffer = Buffer.allocUnsafe(size);
    for (let position = start; position < end; ) {
      const { bytesRead } = await handle.read(buffer, 0, Math.min(size, end - position), position);
      if (bytesRead === 0) return;
      position += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}
