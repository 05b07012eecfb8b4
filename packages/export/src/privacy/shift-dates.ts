const dayMs = 86_400_000;

/** A date with a time, also without dashes, wherever it stands in a text. */
const dateTime = /(?<![\d-])(\d{4})(-?)(\d{2})\2(\d{2})(?=[T ]\d{2}:?\d{2})/g;
/** A date that is a text of its own. */
const dateOnly = /^(\d{4})(-)(\d{2})-(\d{2})$/;
/** Fields that hold times as numbers. */
const timeField = /time|date|stamp|(?:At|_at|On|_on|seconds)$/;

/** Between 2001 and 2100, in ms and in s: other numbers under such names are lengths. */
const msRange = [978_307_200_000, 4_102_444_800_000] as const;
const secondsRange = [978_307_200, 4_102_444_800] as const;

const looksDated = /\d{4}-?\d{2}-?\d{2}/;

/** The same text with its dates so many days earlier; the time of day stays as it is written. */
export function shiftText(text: string, daysBack: number): string {
  if (text.length < 10 || !looksDated.test(text)) return text;
  if (text.length === 10) return text.replace(dateOnly, (...parts) => shifted(parts, daysBack));
  return text.replace(dateTime, (...parts) => shifted(parts, daysBack));
}

function shifted([all, year, dash, month, day]: readonly unknown[], daysBack: number): string {
  const date = new Date(`${String(year)}-${String(month)}-${String(day)}T00:00:00Z`);
  // 2026-13-45 is no date.
  if (Number.isNaN(date.getTime())) return String(all);
  const [moved = ''] = new Date(date.getTime() - daysBack * dayMs).toISOString().split('T');
  return moved.replaceAll('-', String(dash));
}

/** The same number, moved, if the field is one of times since 1970. */
export function shiftNumber(field: string, value: number, daysBack: number): number {
  if (!timeField.test(field)) return value;
  if (value >= msRange[0] && value <= msRange[1]) return value - daysBack * dayMs;
  if (value >= secondsRange[0] && value <= secondsRange[1]) return value - (daysBack * dayMs) / 1000;
  return value;
}
