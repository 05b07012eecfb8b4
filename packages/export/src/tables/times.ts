/**
 * Compares two times as the service writes them: ISO text in UTC, with or without milliseconds. Text of one length
 * compares as it stands; only mixed precision needs reading. A missing time comes first.
 */
export function compareTimes(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if (typeof a !== 'string' || typeof b !== 'string') return rank(a) - rank(b);
  if (a.length === b.length) return a < b ? -1 : 1;
  return Date.parse(a) - Date.parse(b);
}

const rank = (time: unknown): number => (typeof time === 'string' ? 1 : 0);
