import type { BlockNumbers } from './block-reader.ts';
import { Bytes } from './bytes.ts';
import { isWorth, sample } from './dictionary.ts';
import type { Page, PageValues } from './page.ts';

/** Numbers of a column in a row group. */
class Numbers {
  list = new Float64Array(0);
  count = 0;

  add(numbers: Float64Array, from: number, count: number): void {
    if (this.count + count > this.list.length) {
      const larger = new Float64Array(Math.max(this.count + count, this.list.length * 2));
      larger.set(this.list.subarray(0, this.count));
      this.list = larger;
    }
    this.list.set(numbers.subarray(from, from + count), this.count);
    this.count += count;
  }
}

/** Numbers: the different ones and which of them each value is, or one after the other where most of them differ. */
export class DoubleValues implements PageValues<BlockNumbers> {
  readonly #numbers = new Numbers();
  readonly #bytes = new Bytes();
  readonly #different = new Map<number, number>();
  #indexes = new Uint32Array(0);

  add({ numbers }: BlockNumbers, from: number, count: number): void {
    this.#numbers.add(numbers, from, count);
  }

  page(): Page {
    const { list, count } = this.#numbers;
    this.#bytes.clear();
    const bounds = doubleBounds(list, count);
    if (!this.#hasDictionary()) {
      for (let i = 0; i < count; i += 1) this.#put(list[i] ?? 0);
      return { values: this.#bytes.filled, ...bounds };
    }
    for (const key of this.#different.keys()) this.#put(Number.isNaN(key) ? -0 : key);
    const dictionary = { bytes: this.#bytes.filled, count: this.#different.size };
    return { dictionary, indexes: this.#indexes.subarray(0, count), ...bounds };
  }

  clear(): void {
    this.#numbers.count = 0;
    this.#different.clear();
  }

  #hasDictionary(): boolean {
    const { list, count } = this.#numbers;
    const different = this.#different;
    if (this.#indexes.length < count) this.#indexes = new Uint32Array(list.length);
    const worth = (values: number): boolean =>
      isWorth({ count: different.size, bytes: different.size * 8 }, values, values * 8);
    for (let i = 0; i < count; i += 1) {
      if (i === sample && !worth(sample)) return false;
      const value = list[i] ?? 0;
      // A map takes -0 for 0; NaN is no number of JSON.
      const key = Object.is(value, -0) ? Number.NaN : value;
      let index = different.get(key);
      if (index === undefined) {
        index = different.size;
        different.set(key, index);
      }
      this.#indexes[i] = index;
    }
    return worth(count);
  }

  #put(value: number): void {
    this.#bytes.reserve(8);
    this.#bytes.view.setFloat64(this.#bytes.length, value, true);
    this.#bytes.length += 8;
  }
}

/** Zeros have both signs, as the format asks for. */
function doubleBounds(list: Float64Array, count: number): Pick<Page, 'least' | 'most'> {
  if (count === 0) return {};
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < count; i += 1) {
    const value = list[i] ?? 0;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return { least: least === 0 ? -0 : least, most: most === 0 ? 0 : most };
}

/** Moments. They hardly come twice: none is looked up. */
export class TimeValues implements PageValues<BlockNumbers> {
  readonly #unit: 'ms' | 'us';
  readonly #numbers = new Numbers();
  readonly #micro = new Numbers();
  readonly #bytes = new Bytes();

  constructor(unit: 'ms' | 'us') {
    this.#unit = unit;
  }

  add({ numbers, micro }: BlockNumbers, from: number, count: number): void {
    this.#numbers.add(numbers, from, count);
    if (this.#unit === 'us')
      this.#micro.add(Float64Array.from(micro ?? new Uint16Array(numbers.length)), from, count);
  }

  page(): Page {
    const { count } = this.#numbers;
    const bytes = this.#bytes;
    bytes.clear();
    bytes.reserve(count * 8);
    let [least, most] = [0, 0];
    for (let i = 0; i < count; i += 1) {
      this.#put(i);
      if (this.#compare(i, least) < 0) least = i;
      if (this.#compare(i, most) > 0) most = i;
    }
    const bounds =
      count === 0
        ? {}
        : { least: bytes.view.getBigInt64(least * 8, true), most: bytes.view.getBigInt64(most * 8, true) };
    return { values: bytes.filled, ...bounds };
  }

  clear(): void {
    this.#numbers.count = 0;
    this.#micro.count = 0;
  }

  #compare(a: number, b: number): number {
    const [{ list }, { list: micro }] = [this.#numbers, this.#micro];
    return (list[a] ?? 0) - (list[b] ?? 0) || (micro[a] ?? 0) - (micro[b] ?? 0);
  }

  #put(i: number): void {
    const ms = this.#numbers.list[i] ?? 0;
    const value = this.#unit === 'ms' ? ms : ms * 1000 + (this.#micro.list[i] ?? 0);
    const bytes = this.#bytes;
    if (Number.isSafeInteger(value)) {
      bytes.view.setInt32(bytes.length + 4, Math.floor(value / 2 ** 32), true);
      bytes.view.setUint32(bytes.length, value, true);
    } else {
      const exact = BigInt(ms) * 1000n + BigInt(this.#micro.list[i] ?? 0);
      bytes.view.setBigInt64(bytes.length, exact, true);
    }
    bytes.length += 8;
  }
}

/** Truth values, eight to a byte. */
export class BooleanValues implements PageValues<BlockNumbers> {
  readonly #numbers = new Numbers();
  readonly #bytes = new Bytes();

  add({ numbers }: BlockNumbers, from: number, count: number): void {
    this.#numbers.add(numbers, from, count);
  }

  page(): Page {
    const { list, count } = this.#numbers;
    const bytes = this.#bytes;
    bytes.clear();
    bytes.reserve(Math.ceil(count / 8));
    bytes.length = Math.ceil(count / 8);
    bytes.buffer.fill(0, 0, bytes.length);
    for (let i = 0; i < count; i += 1)
      if (list[i] === 1) bytes.buffer[i >> 3] = (bytes.buffer[i >> 3] ?? 0) | (1 << (i & 7));
    const values = list.subarray(0, count);
    const bounds = count === 0 ? {} : { least: !values.includes(0), most: values.includes(1) };
    return { values: bytes.filled, ...bounds };
  }

  clear(): void {
    this.#numbers.count = 0;
  }
}
