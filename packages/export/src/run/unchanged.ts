import { join } from 'node:path';
import { fieldsOf } from '@hyperstudy-workflows/core';
import type { GroupPart, TableGroup } from '../plan/groups.ts';
import { groupByRoom, roomFile } from '../plan/rooms.ts';
import type { Privacy } from '../privacy/privacy.ts';
import type { FinishedGroup, FinishedPart } from '../state/state.ts';
import type { Anchor } from '../state/trail.ts';
import { markAt } from '../tables/mark-at.ts';
import { endsWith } from '../tables/open-table.ts';
import type { Mark } from '../tables/table-writer.ts';
import { compareTimes } from '../tables/times.ts';

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
  const own =
    protect === undefined ? rows : rows.map((row) => protect.apply(row)).filter((row) => row !== undefined);
  return group.partitioned
    ? roomsUnchanged(group, before, anchor, own, out)
    : wholeUnchanged(group, before, anchor, own, out);
}

async function wholeUnchanged(
  group: TableGroup,
  before: FinishedGroup,
  anchor: Anchor,
  rows: readonly Row[],
  out: string,
): Promise<boolean> {
  for (const [i, part] of group.parts.entries()) {
    const facts = before.parts[i];
    const mark = anchor.marks[i];
    if (facts === undefined || mark === undefined) return false;
    if (!(await partEndsWith(part, facts, mark, rows, out))) return false;
  }
  return true;
}

async function roomsUnchanged(
  group: TableGroup,
  before: FinishedGroup,
  { time }: Anchor,
  rows: readonly Row[],
  out: string,
): Promise<boolean> {
  const byRoom = groupByRoom(rows);
  const recent = before.parts.filter(({ newest }) => compareTimes(newest, time) >= 0).map(({ room }) => room);
  for (const room of new Set([...byRoom.keys(), ...recent])) {
    for (const part of group.parts) {
      const facts = before.parts.find(({ file }) => file === roomFile(part, room));
      const own = byRoom.get(room) ?? [];
      if (facts === undefined) {
        if (own.some((row) => part.keep?.(row) ?? true)) return false;
        continue;
      }
      const { format, definition } = part;
      const file = { path: join(out, facts.file), format, fields: fieldsOf(definition), earlier: facts };
      const { mark } = await markAt({ ...file, time: definition.time ?? '' }, time);
      if (!(await partEndsWith(part, facts, mark, own, out))) return false;
    }
  }
  return true;
}

async function partEndsWith(
  part: GroupPart,
  facts: FinishedPart,
  mark: Mark,
  rows: readonly Row[],
  out: string,
): Promise<boolean> {
  const own = rows.filter((row) => part.keep?.(row) ?? true).map((row) => part.trim?.(row) ?? row);
  if (facts.rows !== mark.row + own.length) return false;
  const options = { fields: fieldsOf(part.definition), format: part.format };
  return endsWith(options, join(out, facts.file), facts, mark, own);
}
