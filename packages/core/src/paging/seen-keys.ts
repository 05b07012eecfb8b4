/**
 * A set of texts that can only grow, at 8 to 16 bytes each whatever their length: 64-bit fingerprints in an open
 * hash table. Among a million keys, two fingerprints collide with a chance of 3 in 100 million.
 */
export class SeenKeys {
  #capacity = 1 << 12;
  #high = new Uint32Array(this.#capacity);
  #low = new Uint32Array(this.#capacity);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** True when the key was not there before. */
  add(key: string): boolean {
    if (this.#size * 10 > this.#capacity * 7) this.#grow();
    const { high, low } = fingerprint(key);
    return this.#insert(high, low);
  }

  has(key: string): boolean {
    const { high, low } = fingerprint(key);
    const slot = this.#find(high, low);
    return this.#high[slot] === high && this.#low[slot] === low;
  }

  #insert(high: number, low: number): boolean {
    const slot = this.#find(high, low);
    if (this.#high[slot] === high && this.#low[slot] === low) return false;
    this.#high[slot] = high;
    this.#low[slot] = low;
    this.#size += 1;
    return true;
  }

  /** The slot of a fingerprint, or the empty one where it belongs. */
  #find(high: number, low: number): number {
    const mask = this.#capacity - 1;
    let slot = low & mask;
    while (
      (this.#high[slot] !== high || this.#low[slot] !== low) &&
      (this.#high[slot] !== 0 || this.#low[slot] !== 0)
    ) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #grow(): void {
    const [high, low, size] = [this.#high, this.#low, this.#size];
    this.#capacity *= 2;
    this.#high = new Uint32Array(this.#capacity);
    this.#low = new Uint32Array(this.#capacity);
    for (let i = 0; i < high.length; i += 1) {
      const h = high[i] ?? 0;
      const l = low[i] ?? 0;
      if (h !== 0 || l !== 0) this.#insert(h, l);
    }
    this.#size = size;
  }
}

/** Two 32-bit multiply-xor hashes with different seeds (the mixing steps of MurmurHash3, public domain). */
function fingerprint(key: string): { high: number; low: number } {
  let a = 0x9e3779b9 ^ key.length;
  let b = 0x85ebca6b ^ key.length;
  for (let i = 0; i < key.length; i += 1) {
    const code = key.charCodeAt(i);
    a = Math.imul(a ^ code, 0x85ebca6b);
    a = (a << 13) | (a >>> 19);
    b = Math.imul(b ^ code, 0xc2b2ae35);
    b = (b << 17) | (b >>> 15);
  }
  a = Math.imul(a ^ (a >>> 16) ^ b, 0xc2b2ae35);
  b = Math.imul(b ^ (b >>> 13) ^ a, 0x27d4eb2f);
  // Zero means an empty slot.
  return { high: (a ^ (a >>> 15)) >>> 0 || 1, low: (b ^ (b >>> 16)) >>> 0 };
}
