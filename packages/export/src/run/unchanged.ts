import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { fieldsOf } from '@hyperstudy-workflows/core';
import type { TableGroup } from '../plan/groups.ts';
import type { Privacy } from '../privacy/privacy.ts';
import type { FinishedGroup } from '../state/state.ts';
import type { Anchor } from '../state/trail.ts';
import { ColumnSet } from '../tables/column-set.ts';
import { CsvEncoder } from '../tables/csv-encoder.ts';

type Row = Readonly<Record<string, unknown>>;

/** Whether the files of a group end, from the anchor on, with just these records. */
export async function isUnchanged(
  group: TableGroup,
  before: FinishedGroup,
  anchor: Anchor,
  rows: readonly Row[],
  out: string,
  privacy?: Privacy,
): Promise<boolean> {
  const protect = privacy?.rows(group.type);
  for (const [i, part] of group.parts.entries()) {
    const facts = before.parts[i];
    const mark = anchor.marks[i];
    if (facts === undefined || mark === undefined) return false;
    const columns = new ColumnSet(fieldsOf(part.definition), facts.later);
    const encoder = new CsvEncoder(columns);
    const { width } = columns;
    const own = (row: Row) => (protect === undefined ? row : protect.apply(row));
    const lines = rows
      .filter((row) => part.keep?.(row) ?? true)
      .map(own)
      .filter((row) => row !== undefined)
      .map((row) => encoder.line(part.trim?.(row) ?? row));
    const tail = Buffer.from(lines.join(''));
    if (columns.width !== width || mark.byte + tail.length !== facts.bytes) return false;
    if (!tail.equals(await bytesAt(join(out, part.file), mark.byte, tail.length))) return false;
  }
  return true;
}

async function bytesAt(path: string, position: number, length: number): Promise<Buffer> {
  const handle = await open(path, 'r');
  try {
    const bytes = Buffer.alloc(length);
    const { bytesRead } = await handle.read(bytes, 0, length, position);
    return bytes.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
