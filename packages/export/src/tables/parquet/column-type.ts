import type { FieldKind } from '@hyperstudy-workflows/core';
import type { Column } from '../column-set.ts';
import { holdsTimes, kindBits } from './kinds.ts';
import { microsecondsOf, millisecondsOf, timePrecision, timeText } from './times.ts';

/** Type of a Parquet column. */
export type ColumnType = 'text' | 'number' | 'boolean' | 'ms' | 'us';

export type ParquetValue = string | number | boolean | bigint | undefined;

/**
 * The type that holds all values a column has had. What the registry says holds as long as the values agree; values
 * of several kinds make it text, so that none is lost. A column without values has the registry's type.
 */
export function columnType(column: Column, bits: number): ColumnType {
  const may = (kind: FieldKind): boolean =>
    column.kinds === undefined || column.kinds.includes(kind) || column.kinds.includes('any');
  const onlyKind = (kind: FieldKind): boolean =>
    column.kinds?.includes(kind) === true &&
    column.kinds.every((other) => other === kind || other === 'null');
  switch (bits) {
    case 0:
      if (holdsTimes(column)) return 'ms';
      return onlyKind('number') ? 'number' : onlyKind('boolean') ? 'boolean' : 'text';
    case kindBits.number:
      return may('number') ? 'number' : 'text';
    case kindBits.boolean:
      return may('boolean') ? 'boolean' : 'text';
    case kindBits.ms:
      return 'ms';
    case kindBits.us:
    case kindBits.us | kindBits.ms:
      return 'us';
    default:
      return 'text';
  }
}

/**
 * A value as its column holds it. In a column of moments that had to become text they are all written alike: the same
 * text comes out whether a value was ever a timestamp in an earlier file or not.
 */
export function parquetValue(cell: unknown, type: ColumnType, times: boolean): ParquetValue {
  if (cell === null || cell === undefined) return undefined;
  switch (type) {
    case 'number':
      return cell as number;
    case 'boolean':
      return cell as boolean;
    case 'ms':
      return millisecondsOf(cell as string);
    case 'us':
      return microsecondsOf(cell as string);
    case 'text':
      return cellText(cell, times);
  }
}

/** A value in a column of text: objects and lists are JSON. Moments are all written with six digits. */
export function cellText(cell: unknown, times: boolean): string {
  if (typeof cell !== 'string') return typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
  const precision = times ? timePrecision(cell) : undefined;
  return precision === undefined ? cell : timeText(microsecondsOf(cell), 'us');
}
