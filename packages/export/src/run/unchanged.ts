import { join } from 'node:path';
import { fieldsOf } from '@hyperstudy-workflows/core';
import type { TableGroup } from '../plan/groups.ts';
import type { Privacy } from '../privacy/privacy.ts';
import type { FinishedGroup } from '../state/state.ts';
import type { Anchor } from '../state/trail.ts';
import { codecOf } from '../tables/open-table.ts';

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
  const protector = privacy?.rows(group.type);
  const protect = (row: Row) => (protector === undefined ? row : protector.apply(row));
  for (const [i, part] of group.parts.entries()) {
    const facts = before.parts[i];
    const mark = anchor.marks[i];
    if (facts === undefined || mark === undefined) return false;
    const own = rows
      .map((row) => ((part.keep?.(row) ?? true) ? protect(row) : undefined))
      .filter((row) => row !== undefined)
      .map((row) => part.trim?.(row) ?? row);
    if (facts.rows !== mark.row + own.length) return false;
    const codec = codecOf({ fields: fieldsOf(part.definition), format: part.format }, facts);
    if (!(await codec.endsWith(join(out, part.file), mark, own))) return false;
  }
  return true;
}
