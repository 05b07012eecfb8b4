import { open } from 'node:fs/promises';
import { forms, headerBytes, marks } from './block-format.ts';
import { Bytes } from './bytes.ts';
import { timeText } from './times.ts';

/** Read at a time. */
const chunkSize = 256 * 1024;

/** Values of a column in a block, one after the other. Valid until the next block is taken. */
export interface BlockValues {
  /** 1 or 0 for each record; undefined: each has a value, or no one where there are no values. */
  readonly present: Uint8Array | undefined;
  readonly count: number;
  /** Bytes of all texts, without their lengths. */
  readonly size: number;
}

export interface BlockTexts extends BlockValues {
  /** Holds the different texts, as plain texts of Parquet. */
  readonly bytes: Buffer;
  /** Where each of them begins with its length, and where the last one ends. */
  readonly starts: Uint32Array;
  /** Which one each value is; undefined: each value is the next one, or all are the only one. */
  readonly indexes: Uint16Array | undefined;
}

export interface BlockNumbers extends BlockValues {
  readonly numbers: Float64Array;
  /** Of a time: microseconds beyond the number, which is in milliseconds. */
  readonly micro: Uint16Array | undefined;
}

/** Records that stand together. */
export class Block {
  readonly rows: number;
  /** Of the columns that were known by then. */
  readonly width: number;
  readonly #bytes: Buffer;
  readonly #view: DataView;
  #at = headerBytes;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.rows = bytes.readUInt32LE(4);
    this.width = bytes.readUInt32LE(8);
  }

  /** The next column as texts, whatever it holds. */
  texts(): BlockTexts {
    const { form, mark, present, count } = this.#begin();
    if (form === forms.none) return noTexts;
    if (form === forms.text) return this.#texts(present, count, (mark & marks.indexed) !== 0);
    return textsOf(this.#numbers(form, mark, present, count), form);
  }

  /** The next column as numbers: 1 and 0 for truth values. It must not hold texts. */
  numbers(): BlockNumbers {
    const { form, mark, present, count } = this.#begin();
    if (form === forms.text) throw new TypeError('A column of numbers holds texts.');
    return form === forms.none ? noNumbers : this.#numbers(form, mark, present, count);
  }

  #begin(): { form: number; mark: number; present: Uint8Array | undefined; count: number } {
    const [form = forms.none, mark = 0] = this.#bytes.subarray(this.#at, this.#at + 2);
    this.#at += 2;
    if ((mark & marks.missing) === 0) return { form, mark, present: undefined, count: this.rows };
    const present = this.#bytes.subarray(this.#at, this.#at + this.rows);
    this.#at += this.rows;
    let count = 0;
    for (const bit of present) count += bit;
    return { form, mark, present, count };
  }

  #numbers(form: number, mark: number, present: Uint8Array | undefined, count: number): BlockNumbers {
    const numbers = form === forms.boolean ? this.#booleans(count) : this.#doubles(count);
    const micro = (mark & marks.micro) === 0 ? undefined : this.#shorts(count);
    return { present, count, size: 0, numbers, micro };
  }

  #texts(present: Uint8Array | undefined, count: number, indexed: boolean): BlockTexts {
    const view = this.#view;
    const [different, length] = [view.getUint32(this.#at, true), view.getUint32(this.#at + 4, true)];
    const size = view.getUint32(this.#at + 8, true);
    this.#at += 12;
    const starts = startsIn(view, this.#at, different);
    this.#at += length;
    const indexes = indexed ? this.#shorts(count) : undefined;
    return { present, count, size, bytes: this.#bytes, starts, indexes };
  }

  #doubles(count: number): Float64Array {
    const numbers = new Float64Array(count);
    for (let i = 0; i < count; i += 1) numbers[i] = this.#view.getFloat64(this.#at + i * 8, true);
    this.#at += count * 8;
    return numbers;
  }

  #booleans(count: number): Float64Array {
    const numbers = Float64Array.from(this.#bytes.subarray(this.#at, this.#at + count));
    this.#at += count;
    return numbers;
  }

  #shorts(count: number): Uint16Array {
    const shorts = new Uint16Array(count);
    for (let i = 0; i < count; i += 1) shorts[i] = this.#view.getUint16(this.#at + i * 2, true);
    this.#at += count * 2;
    return shorts;
  }
}

export const noTexts: BlockTexts = {
  present: undefined,
  count: 0,
  size: 0,
  bytes: Buffer.alloc(0),
  starts: new Uint32Array(1),
  indexes: undefined,
};

export const noNumbers: BlockNumbers = {
  present: undefined,
  count: 0,
  size: 0,
  numbers: new Float64Array(0),
  micro: undefined,
};

function startsIn(view: DataView, from: number, different: number): Uint32Array {
  const starts = new Uint32Array(different + 1);
  let at = from;
  for (let i = 0; i < different; i += 1) {
    starts[i] = at;
    at += 4 + view.getUint32(at, true);
  }
  starts[different] = at;
  return starts;
}

/** Values of a column that other blocks made one of text. */
function textsOf({ present, count, numbers, micro }: BlockNumbers, form: number): BlockTexts {
  const texts = new Bytes();
  let size = 0;
  for (let i = 0; i < count; i += 1) size += texts.appendText(textOf(numbers[i] ?? 0, micro?.[i] ?? 0, form));
  const bytes = texts.filled;
  return { present, count, size, bytes, starts: startsIn(texts.view, 0, count), indexes: undefined };
}

function textOf(number: number, micro: number, form: number): string {
  if (form === forms.boolean) return String(number === 1);
  return form === forms.time ? timeText(BigInt(number) * 1000n + BigInt(micro), 'us') : String(number);
}

/**
 * The blocks of a file; each is valid until the next is taken.
 * @param state of one that is unfinished, the last block may be torn: it is left out
 */
export async function* blocksOf(
  path: string,
  state: 'whole' | 'unfinished' = 'whole',
): AsyncGenerator<Block, void> {
  const handle = await open(path, 'r');
  try {
    const bytes = new Bytes();
    let start = 0;
    for (;;) {
      const rest = bytes.length - start;
      const length = rest < 4 ? headerBytes : bytes.view.getUint32(start, true) + 4;
      if (rest >= length) {
        yield new Block(bytes.buffer.subarray(start, start + length));
        start += length;
        continue;
      }
      bytes.buffer.copyWithin(0, start, bytes.length);
      bytes.length = rest;
      start = 0;
      bytes.reserve(Math.max(chunkSize, length - rest));
      const { bytesRead } = await handle.read(bytes.buffer, rest, bytes.buffer.length - rest);
      if (bytesRead === 0 && (rest === 0 || state === 'unfinished')) return;
      if (bytesRead === 0)
        throw new Error(`${path} ends within a block of records. Export again with --full.`);
      bytes.length += bytesRead;
    }
  } finally {
    await handle.close();
  }
}
