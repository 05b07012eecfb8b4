import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setImmediate as breathe } from 'node:timers/promises';
import { Crc32c } from '@aws-crypto/crc32c';
import { hash } from '../random.ts';

/** The bytes of a recording, made from their offset: a file of a gigabyte needs no memory. */
export interface StoredObject {
  readonly size: number;
  /** Bytes from `start` (inclusive) to `end` (exclusive). */
  read(start: number, end: number): Buffer;
}

const asset = (name: string): Buffer => readFileSync(new URL(`../../assets/${name}`, import.meta.url));
const assets = { mp4: asset('video.mp4'), webm: asset('video.webm'), audio: asset('audio.webm') } as const;

/** 16 bytes: the longest box or element head that padding needs. */
const padHead = 16;
/** Seconds of sound in a wav file of natural size. */
const wavSeconds = 2;
const wavRate = 8_000;
const wavHead = 44;

/** Bytes that a recording has unless a size is asked for. `media` is mp4, webm, audio.webm or wav. */
export const naturalSize = (media: string): number =>
  media === 'wav' ? wavHead + wavSeconds * wavRate : mediaOf(media).length;

const mediaOf = (media: string): Buffer =>
  media === 'webm' ? assets.webm : media === 'audio.webm' ? assets.audio : assets.mp4;

/**
 * A file of exactly `size` bytes. It is real media, padded in the way its format allows, so that it plays at any
 * size from the natural one (plus 16 bytes) on; a smaller file is deterministic bytes only.
 */
export function makeObject(
  seed: number,
  name: string,
  media: string,
  size: number,
  generation = 0,
): StoredObject {
  const salt = hash(seed, name);
  // Media without padding is the same in every file; another generation must differ, if only in noise.
  if (generation > 0 && media !== 'wav' && size < mediaOf(media).length + padHead)
    return joined([], size, salt);
  if (media === 'wav') return wav(salt, size);
  const file = mediaOf(media);
  if (size === file.length) return joined([file], size, salt);
  if (size < file.length + padHead) return joined([], size, salt);
  const pad = size - file.length;
  return joined([file, media === 'mp4' ? freeBox(pad) : voidElement(pad)], size, salt);
}

/** Head of an ISO media box that players skip, with a 64-bit size. */
function freeBox(size: number): Buffer {
  const head = Buffer.alloc(padHead);
  head.writeUInt32BE(1, 0);
  head.write('free', 4, 'latin1');
  head.writeBigUInt64BE(BigInt(size), 8);
  return head;
}

/** Head of a Matroska Void element (0xEC) with an 8-byte length. */
function voidElement(size: number): Buffer {
  const head = Buffer.alloc(9);
  head.writeUInt8(0xec, 0);
  head.writeBigUInt64BE((1n << 56n) | BigInt(size - head.length), 1);
  return head;
}

/** 8-bit mono; the samples are noise. */
function wav(salt: number, size: number): StoredObject {
  if (size < wavHead) return joined([], size, salt);
  const head = Buffer.alloc(wavHead);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(Math.min(size - 8, 0xffffffff), 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(wavRate, 24);
  head.writeUInt32LE(wavRate, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(Math.min(size - wavHead, 0xffffffff), 40);
  return joined([head], size, salt);
}

/** The heads, then noise to the end. */
function joined(heads: readonly Buffer[], size: number, salt: number): StoredObject {
  const head = Buffer.concat([...heads]);
  return {
    size,
    read: (start, end) => {
      const bytes = noise(salt, start, end);
      head.copy(bytes, 0, Math.min(start, head.length), Math.min(end, head.length));
      return bytes;
    },
  };
}

/** Every four bytes are a function of their place, so a byte at the wrong place shows. */
function noise(salt: number, start: number, end: number): Buffer {
  const first = Math.floor(start / 4);
  const words = new Uint32Array(Math.ceil(end / 4) - first);
  for (let index = 0; index < words.length; index++) {
    let word = Math.imul((first + index) ^ salt, 0x9e3779b1);
    word = Math.imul(word ^ (word >>> 15), 0x85ebca6b);
    words[index] = word ^ (word >>> 13);
  }
  return Buffer.from(words.buffer).subarray(start - first * 4, end - first * 4);
}

/** Hashes of an object, base64 as the store sends them. */
export interface Hashes {
  readonly crc32c: string;
  readonly md5: string;
}

const chunk = 1 << 20;

/** Reads the whole object once, with pauses for other requests. */
export async function hashesOf(object: StoredObject): Promise<Hashes> {
  const md5 = createHash('md5');
  const crc = new Crc32c();
  for (let start = 0; start < object.size; start += chunk) {
    const bytes = object.read(start, Math.min(start + chunk, object.size));
    md5.update(bytes);
    crc.update(bytes);
    if (start > 0) await breathe();
  }
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc.digest());
  return { crc32c: sum.toString('base64'), md5: md5.digest('base64') };
}
