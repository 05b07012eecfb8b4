import type { Row } from './page.ts';

/** The name of a row: its key fields, or its whole content where one of them is missing. */
export type RowKey = (row: Row) => string;

export function rowKey(fields: readonly string[] | null): RowKey {
  if (fields === null) return content;
  const [only] = fields;
  if (fields.length === 1 && only !== undefined) {
    return (row) => {
      const value = row[only];
      return typeof value === 'string' ? value : content(row);
    };
  }
  return (row) => {
    let key = '';
    for (const field of fields) {
      const value = row[field];
      // A missing part is allowed (a room event has no participant), a missing whole is not.
      key += `${typeof value === 'string' ? value : ''}\u0000`;
    }
    return key.length > fields.length ? key : content(row);
  };
}

const content = (row: Row): string => `\u0001${JSON.stringify(row)}`;
