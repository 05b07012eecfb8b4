import { limits } from './limits.ts';

/**
 * Where samples of unknown extent go: a fixed number of buckets, whose length doubles when a sample lies beyond
 * them. What comes out depends on the samples alone, not on what is known beforehand.
 */
export class BucketFrame {
  readonly most: number;
  /** ms of a bucket. */
  step: number;
  /** Number of the first bucket: it begins at first × step. */
  first = 0;
  /** Buckets in use. */
  length = 0;

  constructor(most: number, step: number) {
    this.most = most;
    this.step = step;
  }

  /**
   * Place of the bucket for a time, -1 for a time out of reach. Where the buckets have to change, `change` is told
   * first what becomes of them: shift moves all to the right, halve joins neighbours (odd: the first stays alone).
   */
  place(time: number, change: { shift(by: number): void; halve(odd: boolean): void }): number {
    if (!(Math.abs(time) <= limits.reach)) return -1;
    for (;;) {
      const bucket = Math.floor(time / this.step);
      if (this.length === 0) {
        this.first = bucket;
        this.length = 1;
        return 0;
      }
      const first = Math.min(this.first, bucket);
      const length = Math.max(this.first + this.length, bucket + 1) - first;
      if (length <= this.most) {
        if (first < this.first) change.shift(this.first - first);
        this.first = first;
        this.length = length;
        return bucket - first;
      }
      const odd = this.first % 2 !== 0;
      change.halve(odd);
      const end = Math.floor((this.first + this.length - 1) / 2);
      this.first = Math.floor(this.first / 2);
      this.length = end - this.first + 1;
      this.step *= 2;
    }
  }
}

/** Least, greatest and mean value over time. */
export class CurveBuckets {
  readonly frame: BucketFrame;
  samples = 0;
  readonly #sum: Float64Array;
  readonly #count: Uint32Array;
  readonly #least: Float64Array;
  readonly #greatest: Float64Array;

  constructor(most: number, step: number) {
    this.frame = new BucketFrame(most, step);
    this.#sum = new Float64Array(most);
    this.#count = new Uint32Array(most);
    this.#least = new Float64Array(most);
    this.#greatest = new Float64Array(most);
  }

  /** False where the time is out of reach. */
  add(time: number, value: number): boolean {
    const place = this.frame.place(time, this);
    if (place === -1) return false;
    this.samples += 1;
    this.#put(place, value, 1, value, value);
    return true;
  }

  shift(by: number): void {
    const { length } = this.frame;
    for (const values of [this.#sum, this.#count, this.#least, this.#greatest]) {
      values.copyWithin(by, 0, length);
      values.fill(0, 0, by);
    }
  }

  halve(odd: boolean): void {
    const { length } = this.frame;
    for (let from = 0; from < length; from += 1) {
      const to = (from + (odd ? 1 : 0)) >> 1;
      const [sum = 0, count = 0] = [this.#sum[from], this.#count[from]];
      const [least = 0, greatest = 0] = [this.#least[from], this.#greatest[from]];
      this.#sum[from] = 0;
      this.#count[from] = 0;
      if (count > 0) this.#put(to, sum, count, least, greatest);
    }
  }

  #put(place: number, sum: number, count: number, least: number, greatest: number): void {
    const before = this.#count[place] ?? 0;
    this.#least[place] = before === 0 ? least : Math.min(this.#least[place] ?? 0, least);
    this.#greatest[place] = before === 0 ? greatest : Math.max(this.#greatest[place] ?? 0, greatest);
    this.#sum[place] = (before === 0 ? 0 : (this.#sum[place] ?? 0)) + sum;
    this.#count[place] = before + count;
  }

  /** The buckets in use as integers, see Curve. */
  rounded(factor: number): { mean: (number | null)[]; below: number[]; above: number[] } {
    const mean: (number | null)[] = [];
    const below: number[] = [];
    const above: number[] = [];
    for (let i = 0; i < this.frame.length; i += 1) {
      const count = this.#count[i] ?? 0;
      const middle = count === 0 ? null : Math.round(((this.#sum[i] ?? 0) / count) * factor);
      mean.push(middle);
      below.push(middle === null ? 0 : Math.max(0, middle - Math.round((this.#least[i] ?? 0) * factor)));
      above.push(middle === null ? 0 : Math.max(0, Math.round((this.#greatest[i] ?? 0) * factor) - middle));
    }
    return { mean, below, above };
  }

  /** Greatest distance of a sample from zero. */
  get extent(): number {
    let extent = 0;
    for (let i = 0; i < this.frame.length; i += 1) {
      if (this.#count[i] === 0) continue;
      extent = Math.max(extent, Math.abs(this.#least[i] ?? 0), Math.abs(this.#greatest[i] ?? 0));
    }
    return extent;
  }
}

/** How often something happened over time. */
export class CountBuckets {
  readonly frame: BucketFrame;
  total = 0;
  readonly #count: Uint32Array;

  constructor(most: number, step: number) {
    this.frame = new BucketFrame(most, step);
    this.#count = new Uint32Array(most);
  }

  add(time: number): boolean {
    const place = this.frame.place(time, this);
    if (place === -1) return false;
    this.#count[place] = (this.#count[place] ?? 0) + 1;
    this.total += 1;
    return true;
  }

  shift(by: number): void {
    this.#count.copyWithin(by, 0, this.frame.length);
    this.#count.fill(0, 0, by);
  }

  halve(odd: boolean): void {
    for (let from = 0; from < this.frame.length; from += 1) {
      const to = (from + (odd ? 1 : 0)) >> 1;
      const count = this.#count[from] ?? 0;
      this.#count[from] = 0;
      this.#count[to] = (this.#count[to] ?? 0) + count;
    }
  }

  /** Pairs of bin and count, without the empty ones. */
  get pairs(): [bin: number, count: number][] {
    const pairs: [number, number][] = [];
    for (let bin = 0; bin < this.frame.length; bin += 1) {
      const count = this.#count[bin] ?? 0;
      if (count > 0) pairs.push([bin, count]);
    }
    return pairs;
  }
}
