import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fieldsOf } from '@hyperstudy-workflows/core';
import { factsOf } from '../files/atomic-file.ts';
import { layoutOf, type TableGroup } from '../plan/groups.ts';
import { roomFile } from '../plan/rooms.ts';
import type { Base } from '../run/group-tables.ts';
import { ColumnSet } from '../tables/column-set.ts';
import {
  type FinishedGroup,
  partialFile,
  readUnfinished,
  type Seal,
  type State,
  type UnfinishedGroup,
} from './state.ts';
import { knownColumns } from './stored.ts';

/**
 * What a group can be continued from: an unfinished reading first, else the finished files, if they are as this tool
 * left them. Otherwise undefined: it is read from the beginning.
 */
export async function earlierOf(
  group: TableGroup,
  out: string,
  state: State,
  seal?: Seal,
): Promise<Base | undefined> {
  if (!group.growsAtEnd) return undefined;
  const finished = await finishedOf(group, out, state);
  const unfinished = await readUnfinished(out, group.type, state.query, seal);
  if (
    unfinished?.layout === layoutOf(group) &&
    (unfinished.from === undefined || finished !== undefined) &&
    (await reaches(group, out, unfinished))
  ) {
    return { kind: 'unfinished', group: unfinished, finished };
  }
  return finished === undefined ? undefined : { kind: 'finished', group: finished };
}

async function finishedOf(group: TableGroup, out: string, state: State): Promise<FinishedGroup | undefined> {
  const finished = state.groups[group.type];
  if (finished?.layout !== layoutOf(group)) return undefined;
  const known = new Map(
    group.parts.map((part) => [part.file, knownColumns(new ColumnSet(fieldsOf(part.definition)).columns)]),
  );
  for (const { file, room, bytes, sha256, known: was } of finished.parts) {
    // A later version may know other columns; a person may have edited the file.
    const part = group.parts.find((each) => roomFile(each, room) === file);
    if (part === undefined || known.get(part.file) !== was) return undefined;
    const is = await factsOf(join(out, file));
    if (is?.bytes !== bytes || is.sha256 !== sha256) return undefined;
  }
  return finished;
}

/** Whether the unfinished files go as far as they have to. */
async function reaches(group: TableGroup, out: string, { anchors }: UnfinishedGroup): Promise<boolean> {
  const marks = anchors.at(-1)?.marks;
  const files = group.partitioned ? [`${group.type}.rooms`] : group.parts.map(({ file }) => file);
  if (marks === undefined || (marks.length !== files.length && marks.length > 0)) return false;
  if (marks.length === 0) return group.partitioned;
  for (const [i, file] of files.entries()) {
    const there = await stat(partialFile(out, file)).catch(() => undefined);
    if (there === undefined || there.size < (marks[i]?.byte ?? 0)) return false;
  }
  return true;
}
