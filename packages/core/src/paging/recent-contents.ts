import { ContentHash } from './content.ts';
import type { Fingerprint } from './fingerprint.ts';
import type { Row } from './page.ts';

/** Records that are remembered with their content. */
const most = 8192;
/** Room for them to begin with: many tables are small. */
const least = 1024;

/** A hostile server could send endless conflicts. */
const mostConflicts = 10_000;

/** Content of the latest records, to tell a record that came twice from two that share a key. */
export class RecentContents {
  readonly #hash = new ContentHash();
  // A ring: writing costs nothing, and the rare comparison looks through it from the latest on.
  #high = new Int32Array(least);
  #low = new Int32Array(least);
  #content = new Int32Array(least);
  #count = 0;
  readonly #conflicting = new Set<number>();

  /** Keys that came with more than one content. */
  get conflicts(): number {
    return this.#conflicting.size;
  }

  add({ high, low }: Fingerprint, row: Row): void {
    if (this.#count === this.#content.length && this.#count < most) this.#grow();
    const place = this.#count % this.#content.length;
    this.#high[place] = high;
    this.#low[place] = low;
    this.#content[place] = this.#hash.of(row);
    this.#count += 1;
  }

  /** How a record that came again compares with the first; unknown where that is too long ago. */
  compare(key: Fingerprint, row: Row): 'same' | 'other' | 'unknown' {
    const place = this.#find(key);
    if (place === undefined) return 'unknown';
    if (this.#content[place] === this.#hash.of(row)) return 'same';
    if (this.#conflicting.size < mostConflicts) this.#conflicting.add(key.high * 2 ** 21 + (key.low >>> 11));
    return 'other';
  }

  #find({ high, low }: Fingerprint): number | undefined {
    const size = this.#content.length;
    for (let i = this.#count - 1; i >= Math.max(0, this.#count - size); i -= 1) {
      if (this.#low[i % size] === low && this.#high[i % size] === high) return i % size;
    }
    return undefined;
  }

  #grow(): void {
    const larger = (old: Int32Array<ArrayBuffer>) => {
      const grown = new Int32Array(old.length * 2);
      grown.set(old);
      return grown;
    };
    this.#high = larger(this.#high);
    this.#low = larger(this.#low);
    this.#content = larger(this.#content);
  }
}
