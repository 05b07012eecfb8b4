const isoTime = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,6})\d*)?Z$/;

/** Whether a text is a moment that a timestamp can hold, and whether it needs microseconds for it. */
export function timePrecision(text: string): 'ms' | 'us' | undefined {
  const found = isoTime.exec(text);
  if (found === null || text.length > 27) return undefined;
  const [, seconds = '', fraction = ''] = found;
  // 30 February is taken for 2 March, and 24:00 for the next day.
  const ms = Date.parse(`${seconds}Z`);
  if (Number.isNaN(ms) || !new Date(ms).toISOString().startsWith(seconds)) return undefined;
  return fraction.length > 3 ? 'us' : 'ms';
}

/** Microseconds since 1970 of a text that timePrecision() knows. */
export function microsecondsOf(text: string): bigint {
  const [, seconds = '', fraction = ''] = isoTime.exec(text) ?? [];
  return BigInt(Date.parse(`${seconds}Z`)) * 1000n + BigInt(fraction.padEnd(6, '0'));
}

/** Milliseconds since 1970. */
export const millisecondsOf = (text: string): bigint => BigInt(Date.parse(text));

/** ISO 8601 with three digits after the second, or six. */
export function timeText(microseconds: bigint, precision: 'ms' | 'us'): string {
  const below = ((microseconds % 1000n) + 1000n) % 1000n;
  const text = new Date(Number((microseconds - below) / 1000n)).toISOString();
  return precision === 'ms' ? text : `${text.slice(0, -1)}${String(below).padStart(3, '0')}Z`;
}
