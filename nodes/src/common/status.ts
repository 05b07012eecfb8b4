/** What a node shows below itself; the text comes from the catalogue. */
export interface Status {
  readonly fill: 'blue' | 'green' | 'yellow' | 'red' | 'grey';
  readonly shape: 'dot' | 'ring';
  /** Key below common.status. */
  readonly key: string;
  readonly values?: Readonly<Record<string, string | number>>;
}

type Values = Status['values'];

/** Something is going on. */
export const working = (key: string, values?: Values): Status => ({
  fill: 'blue',
  shape: 'dot',
  key,
  values,
});
/** It is waiting for something. */
export const waiting = (key: string, values?: Values): Status => ({
  fill: 'yellow',
  shape: 'ring',
  key,
  values,
});
/** It went well. */
export const done = (key: string, values?: Values): Status => ({ fill: 'green', shape: 'dot', key, values });
/** It went well in part. */
export const partial = (key: string, values?: Values): Status => ({
  fill: 'yellow',
  shape: 'dot',
  key,
  values,
});
/** It was stopped on purpose. */
export const stopped = (key: string, values?: Values): Status => ({
  fill: 'grey',
  shape: 'ring',
  key,
  values,
});
/** It failed. */
export const failed = (key: string, values?: Values): Status => ({ fill: 'red', shape: 'ring', key, values });

/** A count in at most five characters: 999, 12.3k, 500k, 1.2M. */
export function shortCount(count: number): string {
  if (count < 1000) return String(count);
  const [divisor, unit] = count < 999_500 ? [1000, 'k'] : [1_000_000, 'M'];
  const scaled = count / divisor;
  return `${scaled < 99.95 ? Number(scaled.toFixed(1)) : Math.round(scaled)}${unit}`;
}

/** Bytes in at most seven characters: 12 MB. */
export function shortBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let unit = 0;
  let scaled = bytes;
  for (; scaled >= 999.5 && unit < units.length - 1; unit += 1) scaled /= 1000;
  return `${scaled < 9.95 && unit > 0 ? Number(scaled.toFixed(1)) : Math.round(scaled)} ${units[unit]}`;
}
