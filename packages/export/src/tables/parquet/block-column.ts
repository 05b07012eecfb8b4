import type { Column } from '../column-set.ts';
import { forms, marks } from './block-format.ts';
import type { Bytes } from './bytes.ts';
import { cellText } from './column-type.ts';
import { holdsTimes, kindBits, timeBits } from './kinds.ts';
import { beyondMilliseconds, needsMicroseconds, wholeMilliseconds } from './times.ts';

/** Blocks of texts that hardly come twice, until it is looked again whether they still don't. */
const trusted = 16;

/** The values of a column, one after the other. Used for one column after the other. */
export class Values {
  readonly list: unknown[] = [];
  count = 0;
  /** 1 for each record that has a value, else 0. */
  present = new Uint8Array(0);
  /** Whole milliseconds of those that may be moments. */
  readonly moments: number[] = [];
  /** Number of each text among the different ones. */
  readonly numbers = new Map<string, number>();
  indexes = new Uint16Array(0);
  readonly lengths: number[] = [];

  /** Takes the values of a column. @param cells record after record, each so many as `width` */
  take(cells: readonly unknown[], column: number, width: number, rows: number): void {
    if (this.present.length < rows) {
      this.present = new Uint8Array(rows);
      this.indexes = new Uint16Array(rows);
    }
    let count = 0;
    for (let row = 0, at = column; row < rows; row += 1, at += width) {
      const cell = cells[at];
      const present = cell !== null && cell !== undefined;
      this.present[row] = present ? 1 : 0;
      if (!present) continue;
      this.list[count] = cell;
      count += 1;
    }
    this.count = count;
  }
}

/** Puts one column into blocks. */
export class BlockColumn {
  readonly #values: Values;
  readonly #times: boolean;
  /** Blocks in which texts aren't looked up. */
  #different = 0;

  constructor(column: Column | undefined, values: Values) {
    this.#values = values;
    this.#times = column !== undefined && holdsTimes(column);
  }

  /** Adds the values to a block of so many records; returns what kinds there are among them, as bits. */
  write(bytes: Bytes, rows: number): number {
    const { count, present } = this.#values;
    const seen = this.#kinds();
    const form = formOf(seen);
    bytes.reserve(16 + rows + count * 10);
    const start = bytes.length;
    bytes.length += 2;
    let mark = 0;
    if (count > 0 && count < rows) {
      mark = marks.missing;
      bytes.buffer.set(present.subarray(0, rows), bytes.length);
      bytes.length += rows;
    }
    if (form === forms.text) mark |= this.#writeTexts(bytes);
    else if (form === forms.number) this.#writeNumbers(bytes);
    else if (form === forms.boolean) this.#writeBooleans(bytes);
    else if (form === forms.time) mark |= this.#writeTimes(bytes, (seen & kindBits.us) !== 0);
    bytes.buffer[start] = form;
    bytes.buffer[start + 1] = mark;
    return seen;
  }

  #kinds(): number {
    const { list, count } = this.#values;
    let seen = 0;
    for (let i = 0; i < count; i += 1) {
      const value = list[i];
      if (typeof value === 'string') seen |= this.#times ? this.#kindOfMoment(value, i) : kindBits.text;
      else if (typeof value === 'number') seen |= kindBits.number;
      else seen |= typeof value === 'boolean' ? kindBits.boolean : kindBits.text;
    }
    return seen;
  }

  #kindOfMoment(text: string, i: number): number {
    const moment = wholeMilliseconds(text);
    this.#values.moments[i] = moment;
    if (Number.isNaN(moment)) return kindBits.text;
    return needsMicroseconds(text) ? kindBits.us : kindBits.ms;
  }

  #writeTexts(bytes: Bytes): number {
    const { count } = this.#values;
    const start = bytes.length;
    bytes.length += 12;
    this.#different -= 1;
    const each = this.#different > 0;
    const size = each ? this.#writeEach(bytes) : this.#writeDifferent(bytes);
    const different = each ? count : this.#values.numbers.size;
    bytes.view.setUint32(start, different, true);
    bytes.view.setUint32(start + 4, bytes.length - start - 12, true);
    bytes.view.setUint32(start + 8, size, true);
    if (different * 10 >= count * 9 && !each) this.#different = trusted;
    if (different === 1 || different === count) return 0;
    this.#writeIndexes(bytes);
    return marks.indexed;
  }

  #writeEach(bytes: Bytes): number {
    let size = 0;
    for (let i = 0; i < this.#values.count; i += 1) size += bytes.appendText(this.#text(i));
    return size;
  }

  #writeDifferent(bytes: Bytes): number {
    const { count, numbers, indexes, lengths } = this.#values;
    numbers.clear();
    let size = 0;
    let latest: string | undefined;
    let number = 0;
    for (let i = 0; i < count; i += 1) {
      const text = this.#text(i);
      if (text !== latest) {
        latest = text;
        number = numbers.get(text) ?? -1;
        if (number === -1) {
          number = numbers.size;
          numbers.set(text, number);
          lengths[number] = bytes.appendText(text);
        }
      }
      indexes[i] = number;
      size += lengths[number] ?? 0;
    }
    return size;
  }

  #writeIndexes(bytes: Bytes): void {
    const { count, indexes } = this.#values;
    bytes.reserve(count * 2);
    const { view } = bytes;
    for (let i = 0, at = bytes.length; i < count; i += 1, at += 2) view.setUint16(at, indexes[i] ?? 0, true);
    bytes.length += count * 2;
  }

  #text(i: number): string {
    const value = this.#values.list[i];
    return typeof value === 'string' && !this.#times ? value : cellText(value, this.#times);
  }

  #writeNumbers(bytes: Bytes): void {
    const { count, list } = this.#values;
    for (let i = 0, at = bytes.length; i < count; i += 1, at += 8)
      bytes.view.setFloat64(at, Number(list[i]), true);
    bytes.length += count * 8;
  }

  #writeBooleans(bytes: Bytes): void {
    const { count, list } = this.#values;
    for (let i = 0; i < count; i += 1) bytes.buffer[bytes.length + i] = list[i] === true ? 1 : 0;
    bytes.length += count;
  }

  #writeTimes(bytes: Bytes, micro: boolean): number {
    const { count, list, moments } = this.#values;
    for (let i = 0, at = bytes.length; i < count; i += 1, at += 8)
      bytes.view.setFloat64(at, moments[i] ?? 0, true);
    bytes.length += count * 8;
    if (!micro) return 0;
    for (let i = 0, at = bytes.length; i < count; i += 1, at += 2)
      bytes.view.setUint16(at, beyondMilliseconds(String(list[i])), true);
    bytes.length += count * 2;
    return marks.micro;
  }
}

/** Values of several kinds are text, as they will be in the end. */
function formOf(seen: number): (typeof forms)[keyof typeof forms] {
  if (seen === 0) return forms.none;
  if (seen === kindBits.number) return forms.number;
  if (seen === kindBits.boolean) return forms.boolean;
  return (seen & ~timeBits) === 0 ? forms.time : forms.text;
}
