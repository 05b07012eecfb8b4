/** The polynomial of CRC-32C, as all here with the lowest power in the highest bit. */
export const polynomial = 0x82f63b78;

/** Eight tables, 256 entries each, let it take eight bytes a step. */
const table = makeTable();

function makeTable(): Int32Array {
  const all = new Int32Array(8 * 256);
  for (let byte = 0; byte < 256; byte += 1) {
    let value = byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ polynomial : value >>> 1;
    all[byte] = value;
  }
  // Each further table is the effect of a byte with one more zero byte behind it.
  for (let i = 256; i < all.length; i += 1) {
    const value = all[i - 256] ?? 0;
    all[i] = (value >>> 8) ^ (all[value & 0xff] ?? 0);
  }
  return all;
}

/** The shift register after these bytes. Inverted, it is the checksum. */
export function registerAfter(bytes: Uint8Array, before: number): number {
  // `?? 0` never applies within the bounds and costs nothing (measured); it is there for the compiler.
  const t = table;
  const b = bytes;
  const whole = b.length - (b.length % 8);
  let crc = before;
  let i = 0;
  for (; i < whole; i += 8) {
    crc ^= (b[i] ?? 0) | ((b[i + 1] ?? 0) << 8) | ((b[i + 2] ?? 0) << 16) | ((b[i + 3] ?? 0) << 24);
    crc =
      (t[1792 + (crc & 255)] ?? 0) ^
      (t[1536 + ((crc >>> 8) & 255)] ?? 0) ^
      (t[1280 + ((crc >>> 16) & 255)] ?? 0) ^
      (t[1024 + (crc >>> 24)] ?? 0) ^
      (t[768 + (b[i + 4] ?? 0)] ?? 0) ^
      (t[512 + (b[i + 5] ?? 0)] ?? 0) ^
      (t[256 + (b[i + 6] ?? 0)] ?? 0) ^
      (t[b[i + 7] ?? 0] ?? 0);
  }
  for (; i < b.length; i += 1) crc = (crc >>> 8) ^ (t[(crc ^ (b[i] ?? 0)) & 255] ?? 0);
  return crc;
}
