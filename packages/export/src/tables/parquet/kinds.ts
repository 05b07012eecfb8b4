import type { Column } from '../column-set.ts';

/** Kinds of values that a column can hold, as bits. What is nested is text: JSON. States keep them: 8 was for nested. */
export const kindBits = { text: 1, number: 2, boolean: 4, ms: 16, us: 32 } as const;

/** Moments, to the millisecond or the microsecond. */
export const timeBits = kindBits.ms | kindBits.us;

/** Whether the registry says that the values of a column are moments. */
export const holdsTimes = ({ unit, kinds }: Column): boolean =>
  unit === 'ISO 8601' && kinds !== undefined && kinds.includes('string');
