export const grouped = (value: number): string => value.toLocaleString('en-US');

export const counted = (n: number, noun: string): string => `${grouped(n)} ${noun}${n === 1 ? '' : 's'}`;

export function bytesText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  for (; value >= 1000 && unit < units.length - 1; unit += 1) value /= 1000;
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`;
}

export const percent = (part: number, all: number): string => {
  const share = all === 0 ? 0 : (part / all) * 100;
  return `${share > 0 && share < 1 ? '<1' : Math.round(share)} %`;
};

/** 2026-03-11T15:04:20.000Z as 11 Mar 2026, 15:04; the same on every machine. */
export function momentText(moment: number): string {
  const date = new Date(moment);
  if (Number.isNaN(date.getTime())) return '';
  const month = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')[date.getUTCMonth()];
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getUTCDate()} ${month} ${date.getUTCFullYear()}, ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
}

export const isoText = (iso: string): string => {
  const moment = Date.parse(iso);
  return Number.isNaN(moment) ? iso : momentText(moment);
};
