import type { TextBytes } from './text-bytes.ts';

const zero = 0x30;
/** Six decimals, as far as numbers with them are told from their neighbours (15 digits in all). */
const million = 1_000_000;

/**
 * A number as JSON and CSV write it, which is what String() gives. Whole numbers and those with few decimals, nearly all
 * there are, are written digit by digit: String() takes four times as long, and leaves a text to be collected.
 */
export function putNumber(to: TextBytes, value: number): void {
  const whole = value | 0;
  if (whole === value) {
    putWhole(to, whole);
    return;
  }
  const size = Math.abs(value);
  const millionths = Math.round(size * million);
  // Up to 15 digits a decimal and a double belong together one to one: no shorter text stands for this number.
  if (size < 1_000_000_000 && millionths / million === size) putDecimal(to, value < 0, millionths);
  else to.text(String(value));
}

function putWhole(to: TextBytes, value: number): void {
  const bytes = to.room(11);
  if (value < 0) {
    bytes[to.length] = 0x2d;
    to.length += 1;
  }
  const size = Math.abs(value);
  let digits = 1;
  for (let least = 10; size >= least; least *= 10) digits += 1;
  putDigits(bytes, to.length + digits, digits, size);
  to.length += digits;
}

function putDecimal(to: TextBytes, negative: boolean, millionths: number): void {
  const whole = Math.floor(millionths / million);
  let rest = millionths - whole * million;
  let digits = 6;
  while (rest % 10 === 0) {
    rest /= 10;
    digits -= 1;
  }
  const bytes = to.room(18);
  if (negative) {
    bytes[to.length] = 0x2d;
    to.length += 1;
  }
  putWhole(to, whole);
  bytes[to.length] = 0x2e;
  to.length += digits + 1;
  putDigits(bytes, to.length, digits, rest);
}

/** The last so many digits of a number, up to a place. */
function putDigits(bytes: Buffer, end: number, digits: number, value: number): void {
  let rest = value;
  for (let at = end - 1; at >= end - digits; at -= 1) {
    const tens = (rest / 10) | 0;
    bytes[at] = zero + rest - tens * 10;
    rest = tens;
  }
}
