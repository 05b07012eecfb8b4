import type { BlockTexts } from './block-reader.ts';
import { Bytes } from './bytes.ts';
import { isWorth, sample } from './dictionary.ts';
import type { Page, PageValues } from './page.ts';

/** Longer ones are copied by the system. */
const copiedHere = 48;

/**
 * The texts of a column in a row group: the different ones and which of them each value is, or one after the other
 * where most of them differ.
 */
export class TextValues implements PageValues<BlockTexts> {
  /** The different texts, or all, as plain texts. */
  readonly #texts = new Bytes();
  readonly #numbers = new Map<string, number>();
  /** Where each of the different ones begins. */
  readonly #starts: number[] = [];
  #indexes = new Uint32Array(0);
  #count = 0;
  #plain = 0;
  #each = false;
  /** Numbers here of the different texts of a block, -1 where they aren't known. */
  #known = new Int32Array(0);
  #block: BlockTexts | undefined;

  add(block: BlockTexts, from: number, count: number): void {
    const end = from + count;
    // Whether the texts come again is seen at the same value wherever blocks end.
    const look = this.#each ? from : Math.min(end, from + Math.max(0, sample - this.#count));
    this.#look(block, from, look);
    if (!this.#each && this.#count === sample && !this.#isWorth()) this.#expand();
    if (this.#each) this.#copy(block, look, end);
    else this.#look(block, look, end);
  }

  page(): Page {
    if (!this.#each && !this.#isWorth()) this.#expand();
    return this.#each
      ? { values: this.#texts.filled, ...boundsOf(this.#texts) }
      : {
          dictionary: { bytes: this.#texts.filled, count: this.#numbers.size },
          indexes: this.#indexes.subarray(0, this.#count),
          ...boundsOf(this.#texts),
        };
  }

  clear(): void {
    this.#texts.clear();
    this.#numbers.clear();
    this.#count = 0;
    this.#plain = 0;
    this.#each = false;
    this.#block = undefined;
  }

  #isWorth(): boolean {
    const different = { count: this.#numbers.size, bytes: this.#texts.length };
    return isWorth(different, this.#count, this.#plain);
  }

  /** Looks values up among the different ones. */
  #look(block: BlockTexts, from: number, end: number): void {
    if (from >= end) return;
    this.#begin(block, end - from);
    const { indexes, starts } = block;
    const only = indexes === undefined && starts.length === 2;
    for (let i = from; i < end; i += 1) {
      const which = only ? 0 : (indexes?.[i] ?? i);
      let number = this.#known[which] ?? -1;
      if (number === -1) {
        number = this.#numberOf(block, which);
        this.#known[which] = number;
      }
      this.#indexes[this.#count] = number;
      this.#count += 1;
      this.#plain += (starts[which + 1] ?? 0) - (starts[which] ?? 0);
    }
  }

  /** Makes room, and forgets what the texts of another block were. */
  #begin(block: BlockTexts, more: number): void {
    if (this.#count + more > this.#indexes.length) {
      const larger = new Uint32Array(Math.max(this.#count + more, this.#indexes.length * 2));
      larger.set(this.#indexes.subarray(0, this.#count));
      this.#indexes = larger;
    }
    if (this.#block === block) return;
    this.#block = block;
    if (this.#known.length < block.starts.length) this.#known = new Int32Array(block.starts.length);
    this.#known.fill(-1, 0, block.starts.length);
  }

  #numberOf({ bytes, starts }: BlockTexts, which: number): number {
    const [start, end] = [starts[which] ?? 0, starts[which + 1] ?? 0];
    const text = bytes.toString('utf8', start + 4, end);
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(text, number);
    this.#starts[number] = this.#texts.length;
    this.#texts.append(bytes, start, end);
    return number;
  }

  /** From here on the texts stand one after the other. */
  #expand(): void {
    const different = Buffer.from(this.#texts.filled);
    this.#starts[this.#numbers.size] = different.length;
    this.#texts.clear();
    for (let i = 0; i < this.#count; i += 1) {
      const number = this.#indexes[i] ?? 0;
      this.#append(different, this.#starts[number] ?? 0, this.#starts[number + 1] ?? 0);
    }
    this.#numbers.clear();
    this.#each = true;
  }

  #copy({ bytes, starts, indexes }: BlockTexts, from: number, end: number): void {
    if (indexes === undefined && starts.length > 2) {
      this.#texts.append(bytes, starts[from] ?? 0, starts[end] ?? 0);
      return;
    }
    for (let i = from; i < end; i += 1) {
      const which = indexes?.[i] ?? 0;
      this.#append(bytes, starts[which] ?? 0, starts[which + 1] ?? 0);
    }
  }

  #append(from: Buffer, start: number, end: number): void {
    const texts = this.#texts;
    if (end - start > copiedHere) {
      texts.append(from, start, end);
      return;
    }
    texts.reserve(end - start);
    const { buffer } = texts;
    let at = texts.length;
    for (let i = start; i < end; i += 1) {
      buffer[at] = from[i] ?? 0;
      at += 1;
    }
    texts.length = at;
  }
}

/** The least and the greatest of some plain texts, as UTF-8 compares. */
function boundsOf({ buffer, view, length }: Bytes): Pick<Page, 'least' | 'most'> {
  if (length === 0) return {};
  let least = 0;
  let most = 0;
  for (let at = 0; at < length; at += 4 + view.getUint32(at, true)) {
    if (isLess(buffer, view, at, least)) least = at;
    else if (isLess(buffer, view, most, at)) most = at;
  }
  const textAt = (at: number) => buffer.subarray(at + 4, at + 4 + view.getUint32(at, true));
  return { least: textAt(least), most: textAt(most) };
}

function isLess(buffer: Buffer, view: DataView, a: number, b: number): boolean {
  const [long, other] = [view.getUint32(a, true), view.getUint32(b, true)];
  const common = Math.min(long, other);
  for (let i = 4; i < common + 4; i += 1) {
    const difference = (buffer[a + i] ?? 0) - (buffer[b + i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return long < other;
}
