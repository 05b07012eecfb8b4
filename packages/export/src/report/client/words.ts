export const grouped = (value: number): string => value.toLocaleString('en-US');

export const counted = (n: number, noun: string): string => `${grouped(n)} ${noun}${n === 1 ? '' : 's'}`;

const two = (value: number): string => String(value).padStart(2, '0');

/** ms as minutes and seconds: −6:17, 10:12; with hours from one on. */
export function clock(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const text =
    hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
  return ms < 0 && seconds > 0 ? `−${text}` : text;
}

/** ms as a length: 11 min, 45 s, 2 h 5 min. */
export function lengthText(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1) return `${Math.round(ms / 1000)} s`;
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

export const dayText = (moment: number): string => {
  const date = new Date(moment);
  return `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
};

export const timeText = (moment: number): string => {
  const date = new Date(moment);
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
};

/** Day and time, UTC. */
export const momentText = (moment: number): string => `${dayText(moment)}, ${timeText(moment)}`;

/** A value of a curve or an answer. */
export function valueText(value: number | null | undefined, unit: string): string {
  if (value === null || value === undefined) return '–';
  if (unit === 'ms') return `${Math.round(value)} ms`;
  return unit === 'scale' ? value.toFixed(2) : String(Number(value.toPrecision(4)));
}

/** Round numbers that divide a range into at most `most` parts. */
export function ticks(from: number, to: number, steps: readonly number[], most: number): number[] {
  const step = steps.find((one) => (to - from) / one <= most) ?? (to - from || 1);
  const first = Math.ceil(from / step);
  const list: number[] = [];
  for (let i = first; i * step <= to && list.length < 100; i += 1) list.push(i * step);
  return list;
}

/** Lengths that people count time in, ms. */
export const clockSteps: readonly number[] = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 43_200, 86_400,
].map((seconds) => seconds * 1000);
