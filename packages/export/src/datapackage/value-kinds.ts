/** What values of a column are, as bits. */
export const kindBits = {
  integer: 1,
  decimal: 2,
  boolean: 4,
  time: 8,
  text: 16,
  object: 32,
  array: 64,
} as const;

/** The lexical form of an XML Schema dateTime, which is what Table Schema means by datetime. */
const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/;
const number = /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/** What the text of a CSV cell can be read as. */
export function kindOfCell(cell: string): number {
  if (number.test(cell)) return /[.eE]/.test(cell) ? kindBits.decimal : kindBits.integer;
  if (cell === 'true' || cell === 'false') return kindBits.boolean;
  return isTime(cell) ? kindBits.time : kindBits.text;
}

/** What a JSON value is; none for null. */
export function kindOfValue(value: unknown): number {
  switch (typeof value) {
    case 'number':
      return Number.isInteger(value) ? kindBits.integer : kindBits.decimal;
    case 'boolean':
      return kindBits.boolean;
    case 'string':
      return isTime(value) ? kindBits.time : kindBits.text;
    case 'object':
      if (value === null) return 0;
      return Array.isArray(value) ? kindBits.array : kindBits.object;
    default:
      return 0;
  }
}

/** A date that there is, not only one that looks so. */
const isTime = (text: string): boolean => dateTime.test(text) && !Number.isNaN(Date.parse(text));
