import { release } from '../environment/release.ts';
import { fingerprint } from './fingerprint.ts';

/** Slots to begin with: many tables are small. */
const least = 1 << 12;
/** Share of the slots that may be taken. */
const full = 0.8;
/** What a server says to expect is taken for granted up to here: memory of 40 MB that isn't touched until it is used. */
const mostExpected = 4_000_000;

/**
 * A set of keys that can only grow, at 10 to 15 bytes each whatever their length: their fingerprints in an open hash
 * table. Among a million keys, two fingerprints collide with a chance of 3 in 100 million.
 */
export class SeenKeys {
  // A slot is two numbers, high and low, side by side: looking one up costs one access to memory that is far away. Zero
  // in high means an empty slot.
  #slots = new Int32Array(2 * least);
  #size = 0;
  #expected = 0;

  get size(): number {
    return this.#size;
  }

  /** So many keys will come, probably: memory for them is taken at once, when the table would grow. */
  expect(keys: number): void {
    this.#expected = Math.min(keys, mostExpected);
  }

  /** True when the key was not there before. */
  add(key: string): boolean {
    const slots = this.#slots;
    const { high, low } = fingerprint(key);
    const slot = find(slots, high, low);
    if (slots[slot] !== 0) return false;
    slots[slot] = high;
    slots[slot + 1] = low;
    this.#size += 1;
    if (2 * this.#size > slots.length * full) this.#grow();
    return true;
  }

  /** Whether the key was added before. */
  has(key: string): boolean {
    const { high, low } = fingerprint(key);
    return this.#slots[find(this.#slots, high, low)] !== 0;
  }

  #grow(): void {
    const old = this.#slots;
    // A list may grow a little while it is read.
    const slots = Math.ceil(Math.max((old.length / 2) * 1.5, (this.#expected * 1.02) / full));
    const grown = new Int32Array(2 * slots);
    for (let i = 0; i < old.length; i += 2) {
      const [high = 0, low = 0] = [old[i], old[i + 1]];
      if (high === 0) continue;
      const slot = find(grown, high, low);
      grown[slot] = high;
      grown[slot + 1] = low;
    }
    this.#slots = grown;
    // Now, and not at the next large garbage collection.
    release(old);
  }
}

/** The place of a fingerprint, or the empty one where it belongs. */
function find(slots: Int32Array, high: number, low: number): number {
  let slot = 2 * Math.floor((low >>> 0) * (slots.length / 2 ** 33));
  while (slots[slot] !== 0 && (slots[slot] !== high || slots[slot + 1] !== low)) {
    slot = slot + 2 === slots.length ? 0 : slot + 2;
  }
  return slot;
}
