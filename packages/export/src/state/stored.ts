import { createHash } from 'node:crypto';
import type { Column } from '../tables/column-set.ts';
import type { FinishedTable, UnfinishedTable } from '../tables/table-writer.ts';
import type { FinishedPart, UnfinishedGroup } from './state.ts';

/** A finished file as the state keeps it; its fields in the order in which they are read back. */
export function storedPart(
  { file, room, newest }: Pick<FinishedPart, 'file' | 'room' | 'newest'>,
  table: FinishedTable,
): FinishedPart {
  const { rows, bytes, sha256, columns, later, kinds } = table;
  const known = knownColumns(columns.slice(0, columns.length - later.length));
  return { file, room, rows, bytes, sha256, known, later: later.map(storedColumn), kinds, newest };
}

export function storedUnfinished({
  later,
  kinds,
  widths,
}: UnfinishedTable): UnfinishedGroup['parts'][number] {
  return { later: later.map(storedColumn), kinds, widths };
}

/** A short hash of the columns that are there from the beginning: a later version may know others. */
export const knownColumns = (columns: readonly Column[]): string =>
  createHash('sha256')
    .update(JSON.stringify(columns.map(({ name }) => name)))
    .digest('hex')
    .slice(0, 8);

function storedColumn({ name, path }: Column): FinishedPart['later'][number] {
  const [field, child] = path;
  return { name, path: child === undefined ? [field] : [field, child] };
}
