import { contentText } from './content.ts';
import type { Row } from './page.ts';

/** The name of a row: its key fields, or its whole content where one of them is missing. */
export type RowKey = (row: Row) => string;

/** How rows are told apart: by these fields, or by their whole content where there are none. */
export function rowKey(fields: readonly string[] | null): RowKey {
  if (fields === null) return content;
  const [only] = fields;
  if (fields.length === 1 && only !== undefined) {
    return (row) => {
      const part = partOf(row[only]);
      return part === '' ? content(row) : part;
    };
  }
  return (row) => {
    let key = '';
    for (const field of fields) {
      // A missing part is allowed (a room event has no participant), a missing whole is not.
      key += `${partOf(row[field])}\u0000`;
    }
    return key.length > fields.length ? key : content(row);
  };
}

const partOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

const content = (row: Row): string => `\u0001${contentText(row)}`;
