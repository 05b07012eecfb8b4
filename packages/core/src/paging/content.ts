import type { Row } from './page.ts';

/**
 * A 32-bit number for the content of a record; the order of its fields doesn't matter. Two different contents have the
 * same number once in four billion times.
 */
export function contentOf(row: Row): number {
  let sum = 0;
  for (const name in row) sum = (sum + mix(hashText(name), hashValue(row[name]))) | 0;
  return sum;
}

function hashValue(value: unknown): number {
  if (typeof value === 'string') return hashText(value);
  if (typeof value === 'number') return Number.isInteger(value) ? mix(value | 0, 7) : hashText(String(value));
  if (typeof value === 'boolean') return value ? 3 : 5;
  return value === null || value === undefined ? 11 : hashText(contentText(value));
}

/** JSON; a constant for what is nested too deeply to be written (hostile servers). */
export function contentText(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return 'deep';
  }
}

/** FNV-1a, 32 bit. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}

function mix(a: number, b: number): number {
  const hash = Math.imul(a ^ (b >>> 15), 0x85ebca6b) ^ Math.imul(b, 0xc2b2ae35);
  return hash ^ (hash >>> 13);
}
