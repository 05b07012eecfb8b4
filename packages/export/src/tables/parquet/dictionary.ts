/** Values after which it is seen whether they come again. */
export const sample = 1000;

/**
 * Whether a dictionary is worth it: it has to save a quarter. What is decided depends on the values alone, never on how
 * they came in blocks.
 * @param different how many there are, and the bytes they take
 * @param plain bytes that all values take
 */
export function isWorth(different: { count: number; bytes: number }, values: number, plain: number): boolean {
  const indexes = Math.ceil((values * bitsFor(different.count)) / 8);
  return 4 * (different.bytes + indexes) <= 3 * plain;
}

/** Bits that a number below this one takes. */
export const bitsFor = (count: number): number => (count < 2 ? 0 : 32 - Math.clz32(count - 1));
