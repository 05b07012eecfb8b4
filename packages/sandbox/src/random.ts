/**
 * Randomness without state: a number is a function of the seed and of what it is for. So row 999,999 is the
 * same whether or not the rows before it were ever made.
 */
export type Key = number | string;

/** A 32-bit hash of a seed and keys. */
export function hash(seed: number, ...keys: readonly Key[]): number {
  let state = mix(seed | 0);
  for (const key of keys) {
    if (typeof key === 'number') {
      state = mix(state ^ (key | 0));
      // Keys beyond 32 bits (times) must not collide with their low half.
      if (key > 0xffffffff) state = mix(state ^ Math.floor(key / 0x100000000));
    } else {
      for (let index = 0; index < key.length; index++) state = mix(state ^ key.charCodeAt(index));
    }
  }
  return state >>> 0;
}

/** A number from 0 (inclusive) to 1 (exclusive). */
export const random = (seed: number, ...keys: readonly Key[]): number => hash(seed, ...keys) / 0x100000000;

/** A whole number from `low` to `high`, both inclusive. */
export const between = (low: number, high: number, ...keys: readonly [number, ...Key[]]): number =>
  low + Math.floor(random(...keys) * (high - low + 1));

/** One of a list. */
export function pick<T>(items: readonly [T, ...T[]], ...keys: readonly [number, ...Key[]]): T {
  return items[between(0, items.length - 1, ...keys)] ?? items[0];
}

/** A code like those of the recording service: letters and digits. */
export function code(length: number, ...keys: readonly [number, ...Key[]]): string {
  const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';
  return Array.from({ length }, (_, index) => letters[hash(...keys, index) % letters.length]).join('');
}

function mix(value: number): number {
  let state = Math.imul(value ^ (value >>> 16), 0x7feb352d) + 0x6d2b79f5;
  state = Math.imul(state ^ (state >>> 15), 0x846ca68b);
  return state ^ (state >>> 16);
}
