import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fieldsOf } from '@hyperstudy-workflows/core';
import { factsOf } from '../files/atomic-file.ts';
import type { TableGroup } from '../plan/groups.ts';
import type { Base } from '../run/group-writer.ts';
import { ColumnSet } from '../tables/column-set.ts';
import { formatName } from '../tables/format.ts';
import { partialFile, readUnfinished, type Seal, type State, type UnfinishedGroup } from './state.ts';

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
  const unfinished = await readUnfinished(out, group.type, state.query, seal);
  if (unfinished !== undefined && sameFiles(group, unfinished) && (await reaches(group, out, unfinished))) {
    return { kind: 'unfinished', group: unfinished };
  }
  const finished = state.groups[group.type];
  if (finished === undefined || !sameFiles(group, finished)) return undefined;
  for (const [i, part] of group.parts.entries()) {
    const was = finished.parts[i];
    if (was === undefined) return undefined;
    // A later version may know other columns; a person may have edited the file.
    const columns = new ColumnSet(fieldsOf(part.definition), was.later).columns.map(({ name }) => name);
    if (columns.join('\n') !== was.columns.join('\n')) return undefined;
    const is = await factsOf(join(out, part.file));
    if (is?.bytes !== was.bytes || is.sha256 !== was.sha256) return undefined;
  }
  return { kind: 'finished', group: finished };
}

function sameFiles(
  group: TableGroup,
  { parts }: { readonly parts: readonly { readonly file: string; readonly format: string }[] },
): boolean {
  const names = parts.map(({ file, format }) => `${file} ${format}`);
  return group.parts.map(({ file, format }) => `${file} ${formatName(format)}`).join() === names.join();
}

/** Whether the unfinished files go as far as they have to. */
async function reaches(group: TableGroup, out: string, { anchors }: UnfinishedGroup): Promise<boolean> {
  const marks = anchors.at(-1)?.marks;
  if (marks === undefined || marks.length !== group.parts.length) return false;
  for (const [i, part] of group.parts.entries()) {
    const there = await stat(partialFile(out, part.file)).catch(() => undefined);
    if (there === undefined || there.size < (marks[i]?.byte ?? 0)) return false;
  }
  return true;
}
