/** The cells of a row in the columns that were asked for, in that order. Valid until the next row is given. */
export interface Cells {
  /** Null where there is no value. */
  text(column: number): string | null;
  /** Null where there is no value, or one that is no finite number. */
  number(column: number): number | null;
  /** A time as ms since 1970. Null where there is none. */
  moment(column: number): number | null;
}

/** A time as ms since 1970; null for none. */
export function momentOf(text: string | null): number | null {
  if (text === null) return null;
  const value = Date.parse(text);
  return Number.isNaN(value) ? null : value;
}
