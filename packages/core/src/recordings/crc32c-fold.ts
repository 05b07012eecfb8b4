import { xorBlocks } from './crc32c-kernel.ts';
import { polynomial, registerAfter } from './crc32c-table.ts';

/**
 * CRC-32C of many bytes without a look into a table for each of them. A checksum is the remainder of a division of
 * polynomials, and stays the same when a multiple of the divisor is added. Of the multiples with few terms,
 * x^209 + x^144 + x^54 + x^39 + x^14 + 1 has the lowest degree (found by search); squared seven times, which over two
 * elements only doubles the exponents, it is one in x^128. Added where a block of 16 bytes stands, it takes that block
 * away and puts it onto five later ones. Taking away all blocks, one after the other, makes each of them the sum of itself
 * and of five earlier ones; what is left is 209 blocks behind the end.
 */
const degree = 209;
const backs = [65, 155, 170, 195, 209];

const block = 16;
/** Bytes that are left, and that a block may look back. */
const reach = degree * block;

/** In memory: what is left, zeros before the bytes, the bytes, zeros behind them. */
const start = 2 * reach;
const memorySize = 128 * 1024;
const most = Math.floor((memorySize - start - reach) / block) * block;

/** Bytes below which the tables are as fast. */
export const worthFolding = 8 * 1024;

let kernel: ReturnType<typeof makeKernel> | undefined;

function makeKernel() {
  const { memory, run } = xorBlocks(
    memorySize,
    backs.map((back) => back * block),
  );
  return { memory, run, left: memory.subarray(0, reach), undo: inverse(reach) };
}

/**
 * The shift register after as many bytes, from a place on, as there is room for.
 * @returns how many those were, too
 */
export function fold(bytes: Uint8Array, from: number, before: number): { register: number; count: number } {
  kernel ??= makeKernel();
  const { memory, run, left, undo } = kernel;
  const count = Math.min(most, Math.floor((bytes.length - from) / block) * block);
  const end = start + count;
  memory.set(bytes.subarray(from, from + count), start);
  memory.fill(0, end, end + reach);
  for (let i = 0; i < 4; i += 1) memory[start + i] = (memory[start + i] ?? 0) ^ (before >>> (8 * i));
  run(start, start, end);
  run(0, end, end + reach);
  // The blocks that are left stand behind the end: as if so many zeros had followed.
  return { register: multiply(registerAfter(left, 0), undo), count };
}

/** What the register has to be multiplied by to be what it was before so many zeros. */
function inverse(zeros: number): number {
  let value = 1 << 31;
  for (let bit = 0; bit < 8 * zeros; bit += 1)
    value = value < 0 ? ((value ^ polynomial) << 1) | 1 : value << 1;
  return value;
}

/** Modulo the polynomial. */
function multiply(a: number, b: number): number {
  let product = 0;
  let power = b;
  for (let bit = 31; bit >= 0; bit -= 1) {
    if ((a >>> bit) & 1) product ^= power;
    power = power & 1 ? (power >>> 1) ^ polynomial : power >>> 1;
  }
  return product;
}
