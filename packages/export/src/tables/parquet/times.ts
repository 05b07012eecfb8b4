const [zero, nine, dash, colon, point] = [0x30, 0x39, 0x2d, 0x3a, 0x2e];

/** As far as the Z of a moment without a fraction of the second, and with six digits of it. */
const [shortest, longest] = [19, 26];

/** Whether a text is a moment that a timestamp can hold, and whether it needs microseconds for it. */
export function timePrecision(text: string): 'ms' | 'us' | undefined {
  if (Number.isNaN(wholeMilliseconds(text))) return undefined;
  return needsMicroseconds(text) ? 'us' : 'ms';
}

/** Whether a text that is a moment has more than three digits after the second. */
export const needsMicroseconds = (text: string): boolean => text.length - shortest - 2 > 3;

/**
 * Milliseconds since 1970 of a moment in ISO 8601 in UTC, cut to the millisecond; NaN for any other text, also where
 * its second has more than six digits. Reads the characters itself: an expression and Date take five times as long.
 */
export function wholeMilliseconds(text: string): number {
  const end = text.length - 1;
  if (end < shortest || end > longest || end === shortest + 1 || text.charCodeAt(end) !== 0x5a)
    return Number.NaN;
  if (
    text.charCodeAt(4) !== dash ||
    text.charCodeAt(7) !== dash ||
    text.charCodeAt(10) !== 0x54 ||
    text.charCodeAt(13) !== colon ||
    text.charCodeAt(16) !== colon ||
    (end > shortest && text.charCodeAt(shortest) !== point)
  )
    return Number.NaN;
  const [year, month, day] = [digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)];
  const [hour, minute, second] = [digits(text, 11, 13), digits(text, 14, 16), digits(text, 17, 19)];
  const fraction = digits(text, shortest + 1, end);
  if (!isDay(year, month, day) || !(hour < 24 && minute < 60 && second < 60) || Number.isNaN(fraction))
    return Number.NaN;
  const seconds = daysUntil(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second;
  return seconds * 1000 + Math.trunc(sixDigits(text) / 1000);
}

/** Microseconds beyond the whole millisecond, 0 to 999, of a text that is a moment. */
export const beyondMilliseconds = (text: string): number =>
  needsMicroseconds(text) ? sixDigits(text) % 1000 : 0;

/** Microseconds since 1970 of a text that timePrecision() knows. */
export const microsecondsOf = (text: string): bigint =>
  BigInt(wholeMilliseconds(text)) * 1000n + BigInt(beyondMilliseconds(text));

/** Milliseconds since 1970. */
export const millisecondsOf = (text: string): bigint => BigInt(wholeMilliseconds(text));

/** ISO 8601 with three digits after the second, or six. */
export function timeText(microseconds: bigint, precision: 'ms' | 'us'): string {
  const below = ((microseconds % 1000n) + 1000n) % 1000n;
  const text = new Date(Number((microseconds - below) / 1000n)).toISOString();
  return precision === 'ms' ? text : `${text.slice(0, -1)}${String(below).padStart(3, '0')}Z`;
}

/** Microseconds of the second. */
function sixDigits(text: string): number {
  const count = Math.max(0, text.length - shortest - 2);
  return digits(text, shortest + 1, shortest + 1 + count) * 10 ** (6 - count);
}

/** The number that some digits stand for, 0 for none; NaN where there is anything else. */
function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i += 1) {
    const code = text.charCodeAt(i);
    if (code < zero || code > nine) return Number.NaN;
    value = value * 10 + (code - zero);
  }
  return value;
}

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether the calendar has that day; NaN is no day. */
function isDay(year: number, month: number, day: number): boolean {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const last = month === 2 && leap ? 29 : (monthLengths[month - 1] ?? 0);
  return day >= 1 && day <= last && year >= 0;
}

/** Days from 1970 to a day of the Gregorian calendar. */
function daysUntil(year: number, month: number, day: number): number {
  // Years that begin in March: the day that may be missing is their last.
  const [y, m] = month > 2 ? [year, month - 3] : [year - 1, month + 9];
  const leaps = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  return 365 * y + leaps + Math.floor((153 * m + 2) / 5) + day - 1 - 719_468;
}
