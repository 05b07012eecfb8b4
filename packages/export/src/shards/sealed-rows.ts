import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip, createGzip } from 'node:zlib';
import { IntegrityError } from '@hyperstudy-workflows/core';

export type Row = Record<string, unknown>;

/** A file of sealed records. */
export interface SealedFile {
  readonly rows: number;
  /** Of the file as it stands, hex. */
  readonly sha256: string;
}

const ivLength = 12;
const tagLength = 16;
/** Characters of a piece of text that is handed on at once. */
const pieceLength = 256 * 1024;

/**
 * The key that seals what shards hand to the merge. It is made from the API key, which both have: nobody who only sees
 * the files between them can read the records.
 */
export const sealingKey = (apiKey: string, query: string): Buffer =>
  Buffer.from(hkdfSync('sha256', apiKey, query, 'hyperstudy-shard/1', 32));

/** Writes records as compressed and encrypted lines of JSON (gzip, AES-256-GCM). */
export async function sealRows(
  path: string,
  rows: Iterable<Row> | AsyncIterable<Row>,
  key: Buffer,
): Promise<SealedFile> {
  await mkdir(dirname(path), { recursive: true });
  const iv = randomBytes(ivLength);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const hash = createHash('sha256').update(iv);
  const file = await open(path, 'w');
  let count = 0;
  async function* text(): AsyncGenerator<string> {
    let piece = '';
    for await (const row of rows) {
      piece += `${JSON.stringify(row)}\n`;
      count += 1;
      if (piece.length < pieceLength) continue;
      yield piece;
      piece = '';
    }
    yield piece;
  }
  const put = async (bytes: Buffer) => {
    await file.writeFile(bytes);
    return hash.update(bytes);
  };
  try {
    await file.writeFile(iv);
    await pipeline(Readable.from(text()), createGzip({ level: 1 }), cipher, async (sealed) => {
      for await (const bytes of sealed as AsyncIterable<Buffer>) await put(bytes);
    });
    await put(cipher.getAuthTag());
    await file.sync();
  } finally {
    await file.close();
  }
  return { rows: count, sha256: hash.digest('hex') };
}

/**
 * The records of a sealed file, streaming.
 * @throws {IntegrityError} when it is damaged, or was sealed with another API key.
 */
export async function* openSealedRows(path: string, key: Buffer): AsyncGenerator<Row, void> {
  const { size } = await stat(path);
  const file = await open(path, 'r');
  try {
    const [iv, tag] = [Buffer.alloc(ivLength), Buffer.alloc(tagLength)];
    await file.read(iv, 0, ivLength, 0);
    await file.read(tag, 0, tagLength, Math.max(0, size - tagLength));
    const decipher = createDecipheriv('aes-256-gcm', key, iv).setAuthTag(tag);
    const sealed = createReadStream(path, { start: ivLength, end: Math.max(ivLength, size - tagLength - 1) });
    const gunzip = createGunzip();
    const flowing = pipeline(sealed, decipher, gunzip).catch((error: unknown) =>
      gunzip.destroy(error as Error),
    );
    yield* linesOf(gunzip);
    await flowing;
  } catch (error) {
    throw new IntegrityError('What a shard handed on is damaged, or it was made with another API key.', {
      hint: 'Run all shards and the merge with one key; run the shard again if that was so.',
      cause: error,
    });
  } finally {
    await file.close();
  }
}

async function* linesOf(bytes: AsyncIterable<Buffer>): AsyncGenerator<Row, void> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of bytes) {
    const lines = (rest + decoder.write(chunk)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const row: Row = JSON.parse(line);
      yield row;
    }
  }
}
