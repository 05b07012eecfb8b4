import { UsageError } from '@hyperstudy-workflows/core';

/** @throws {UsageError} naming the choices. */
export function oneOf<const T extends string>(name: string, text: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === text);
  if (found !== undefined) return found;
  throw new UsageError(`${name} ${text}: not one of ${choices.join(', ')}.`);
}

/** @throws {UsageError} for anything but a whole number in the range. */
export function wholeNumber(
  name: string,
  text: string,
  least: number,
  most = Number.MAX_SAFE_INTEGER,
): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  const range = most === Number.MAX_SAFE_INTEGER ? `from ${least}` : `from ${least} to ${most}`;
  throw new UsageError(`${name} ${text}: not a whole number ${range}.`);
}

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * 30s, 5h30m, 250ms as ms; a number alone is seconds.
 * @throws {UsageError} for anything else.
 */
export function durationMs(name: string, text: string): number {
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)];
  if (parts.length === 0 || parts.map(([all]) => all).join('') !== text) {
    throw new UsageError(`${name} ${text}: not a length of time.`, { hint: 'Write e.g. 30s, 10m or 5h30m.' });
  }
  return parts.reduce((sum, [, value, unit]) => sum + Number(value) * (unitMs[unit ?? 's'] ?? 0), 0);
}
