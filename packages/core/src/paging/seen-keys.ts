import { type Fingerprint, fingerprint } from './fingerprint.ts';

/**
 * A set of keys that can only grow, at 8 to 16 bytes each whatever their length: their fingerprints in an open hash
 * table. Among a million keys, two fingerprints collide with a chance of 3 in 100 million.
 */
export class SeenKeys {
  #capacity = 1 << 12;
  // Zero in high means an empty slot.
  #high = new Int32Array(this.#capacity);
  #low = new Int32Array(this.#capacity);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** True when the key was not there before. */
  add(key: string): boolean {
    return this.addPrint(fingerprint(key));
  }

  /** The same for whoever has the fingerprint of the key. */
  addPrint({ high, low }: Fingerprint): boolean {
    if (this.#size * 10 > this.#capacity * 7) this.#grow();
    const slot = this.#find(high, low);
    if (this.#high[slot] !== 0) return false;
    this.#high[slot] = high;
    this.#low[slot] = low;
    this.#size += 1;
    return true;
  }

  /** Whether the key was added before. */
  has(key: string): boolean {
    const { high, low } = fingerprint(key);
    return this.#high[this.#find(high, low)] !== 0;
  }

  /** The slot of a fingerprint, or the empty one where it belongs. */
  #find(high: number, low: number): number {
    const mask = this.#capacity - 1;
    let slot = low & mask;
    while (this.#high[slot] !== 0 && (this.#high[slot] !== high || this.#low[slot] !== low)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #grow(): void {
    const [high, low] = [this.#high, this.#low];
    this.#capacity *= 2;
    this.#high = new Int32Array(this.#capacity);
    this.#low = new Int32Array(this.#capacity);
    for (let i = 0; i < high.length; i += 1) {
      const [h = 0, l = 0] = [high[i], low[i]];
      if (h === 0) continue;
      const slot = this.#find(h, l);
      this.#high[slot] = h;
      this.#low[slot] = l;
    }
  }
}
