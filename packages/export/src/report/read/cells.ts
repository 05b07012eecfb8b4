/** The cells of a row in the columns that were asked for, in that order. Valid until the next row is given. */
export interface Cells {
  /** Null where there is no value. */
  text(column: number): string | null;
  /** Null where there is no value, or one that is no finite number. */
  number(column: number): number | null;
}
