/** Powers of ten that are exact as numbers. */
const powers = Array.from({ length: 23 }, (_, exponent) => 10 ** exponent);

/** A number in ASCII bytes, as JSON writes it; null for anything else. */
export function parseNumber(bytes: Buffer, start: number, end: number): number | null {
  if (start < 0 || start >= end) return null;
  let position = start;
  const negative = bytes[position] === 0x2d;
  if (negative) position += 1;
  let digits = 0;
  let whole = 0;
  let decimals = 0;
  let point = false;
  for (; position < end; position += 1) {
    const byte = bytes[position] ?? 0;
    if (byte >= 0x30 && byte <= 0x39) {
      whole = whole * 10 + (byte - 0x30);
      digits += 1;
      if (point) decimals += 1;
    } else if (byte === 0x2e && !point) point = true;
    else break;
  }
  // Up to 15 digits and a small power of ten, one division gives the nearest number.
  if (position === end && digits > 0 && digits <= 15 && decimals < powers.length) {
    const value = whole / (powers[decimals] ?? 1);
    return negative ? -value : value;
  }
  const text = bytes.toString('latin1', start, end).trim();
  const value = text === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : null;
}
