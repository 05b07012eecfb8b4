import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { contentOf, gzipped } from '../../src/files/gzip.ts';
import { useFolders } from '../support.ts';

const newFolder = useFolders();

async function all(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const copies: Buffer[] = [];
  for await (const chunk of chunks) copies.push(Buffer.from(chunk));
  return Buffer.concat(copies);
}

/** As files are read: each chunk is valid until the next. */
async function* cut(bytes: Buffer, size: number): AsyncGenerator<Uint8Array, void> {
  const shared = Buffer.alloc(size);
  for (let i = 0; i < bytes.length; i += size) yield shared.subarray(0, bytes.copy(shared, 0, i, i + size));
}

const bytesOf = (seed: number, length: number): Buffer =>
  Buffer.from(Array.from({ length }, (_, i) => ((i * 7 + seed) % 251) & ((i >> 9) | 15)));

it('the same bytes are packed alike, however they come, and are unpacked by another', async () => {
  for (const length of [0, 1, 65_535, 65_536, 200_001]) {
    const bytes = bytesOf(3, length);
    const packed = await all(gzipped(cut(bytes, 100_000)));
    expect((await all(gzipped(cut(bytes, 777)))).equals(packed)).toBe(true);
    expect(gunzipSync(packed).equals(bytes)).toBe(true);
  }
});

it('the header names neither time nor system', async () => {
  const packed = await all(gzipped(cut(Buffer.from('a'), 1)));
  expect([...packed.subarray(0, 10)]).toEqual([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
});

it('an error of what is packed is passed on', async () => {
  const broken = async function* () {
    yield Buffer.from('a');
    throw new Error('The disk is gone.');
  };
  await expect(all(gzipped(broken()))).rejects.toThrow('The disk is gone.');
});

it('a part of what a file holds is the same, packed or not', async () => {
  const folder = await newFolder();
  const bytes = bytesOf(5, 300_000);
  await writeFile(join(folder, 'plain'), bytes);
  await writeFile(join(folder, 'packed'), await all(gzipped(cut(bytes, 4_096))));
  const property = fc.asyncProperty(fc.nat(310_000), fc.nat(310_000), async (start, end) => {
    const wanted = bytes.subarray(start, Math.max(start, end));
    expect((await all(contentOf(join(folder, 'plain'), false, start, end))).equals(wanted)).toBe(true);
    expect((await all(contentOf(join(folder, 'packed'), true, start, end))).equals(wanted)).toBe(true);
  });
  await fc.assert(property, { numRuns: 25 });
});

it('a file that is cut off is an error, not less data', async () => {
  const path = join(await newFolder(), 'cut');
  const packed = await all(gzipped(cut(bytesOf(1, 100_000), 4_096)));
  await writeFile(path, packed.subarray(0, packed.length - 20));
  await expect(all(contentOf(path, true))).rejects.toThrow();
});
