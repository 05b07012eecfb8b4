import { readdir, readFile, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '@hyperstudy-workflows/core';
import { z } from 'zod';
import { writeAtomically } from '../files/atomic-file.ts';

const mark = z.object({ row: z.number(), byte: z.number() });

const driftCounts = z.object({
  records: z.number(),
  present: z.array(z.number()),
  nulls: z.array(z.number()),
  retyped: z.array(z.number()),
  found: z.array(z.number()),
  unknown: z.record(z.string(), z.number()),
});

const anchor = z.object({
  nth: z.number(),
  row: z.number(),
  time: z.string(),
  drift: driftCounts,
  marks: z.array(mark),
  /** What was replaced and left out in the records before it. */
  privacy: z.record(z.string(), z.number()).optional(),
});

const column = z.object({
  name: z.string(),
  path: z.union([z.tuple([z.string()]), z.tuple([z.string(), z.string()])]),
});

const part = z.object({
  file: z.string(),
  /** Folder of the room, where the table is partitioned and they belong to one. */
  room: z.string().optional(),
  rows: z.number(),
  bytes: z.number(),
  sha256: z.string(),
  /** Hash of the columns that are there from the beginning: with others the file can't be continued. */
  known: z.string(),
  /** Columns that turned up on the way, after the known ones. */
  later: z.array(column),
  /** What kinds of values each column has had, as bits, where the types of the file depend on it. */
  kinds: z.array(z.number()).optional(),
  /** Latest time of a record, where the table is partitioned. */
  newest: z.string().optional(),
});

const finishedGroup = z.object({
  /** As layoutOf() has it: files of another layout can't be continued. */
  layout: z.string(),
  /** A file for each part of the group; where it is partitioned, for each part of each room. */
  parts: z.array(part),
  anchors: z.array(anchor),
  newest: z.string().optional(),
  drift: driftCounts,
  privacy: z.record(z.string(), z.number()).optional(),
});

const unfinishedGroup = z.object({
  format: z.literal('hyperstudy-partial/3'),
  query: z.string(),
  layout: z.string(),
  /** By part; where it is partitioned, one: the records that wait. */
  parts: z.array(
    z.object({
      later: z.array(column),
      kinds: z.array(z.number()).optional(),
      widths: z.array(z.object({ fromRecord: z.number(), cells: z.number() })),
    }),
  ),
  /** Where it is partitioned: the records that wait come after those of the finished files before this time. */
  from: z.string().optional(),
  anchors: z.array(anchor),
});

const stateSchema = z.object({
  format: z.literal('hyperstudy-state/2'),
  /** What is exported: a folder takes one query only. */
  query: z.string(),
  groups: z.record(z.string(), finishedGroup),
});

/** What is read back is only replaced as a whole. */
type Stored<T extends z.ZodType> = DeepReadonly<z.infer<T>>;

type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;

export type State = Omit<Stored<typeof stateSchema>, 'groups'> & { groups: Record<string, FinishedGroup> };
export type FinishedGroup = Stored<typeof finishedGroup>;
export type FinishedPart = FinishedGroup['parts'][number];
export type UnfinishedGroup = Stored<typeof unfinishedGroup>;

/** Keeps times and names in the state from those who only see the folder; undefined: it is written as it is. */
export type Seal =
  | { readonly seal: (text: string) => string; readonly unseal: (sealed: string) => string | undefined }
  | undefined;

/** Folder for what only this tool needs, below the export. */
export const stateFolder = '.hyperstudy';

const statePath = (out: string): string => join(out, stateFolder, 'state.json');
const partialPath = (out: string, group: string): string =>
  join(out, stateFolder, 'partial', `${group}.json`);

/** Where an unfinished file stands. */
export const partialFile = (out: string, file: string): string => join(out, stateFolder, 'partial', file);

/**
 * The state of an earlier run for the same query, or an empty one.
 * @throws {UsageError} when it belongs to another query, is damaged, or comes from a later version.
 */
export async function readState(out: string, query: string, seal?: Seal): Promise<State> {
  const text = await readFile(statePath(out), 'utf8').catch(() => undefined);
  if (text === undefined) return { format: 'hyperstudy-state/2', query, groups: {} };
  const plain = seal === undefined ? text : seal.unseal(text);
  const parsed = stateSchema.safeParse(parseJson(plain ?? ''));
  const wayOut = 'Export into another folder, or start over here with --full.';
  if (plain === undefined) {
    throw new UsageError(`${out} holds an export with other options.`, { hint: wayOut });
  }
  if (!parsed.success) {
    throw new UsageError(`${statePath(out)} is damaged, or a later version wrote it.`, { hint: wayOut });
  }
  if (parsed.data.query !== query) {
    throw new UsageError(`${out} holds an export with other options.`, { hint: wayOut });
  }
  return parsed.data;
}

export async function writeState(out: string, state: State, seal?: Seal): Promise<void> {
  const text = stateText(state);
  await writeAtomically(statePath(out), seal === undefined ? text : `${seal.seal(text)}\n`);
}

/** A line for each file and each anchor, so that a change is a change of few lines. */
function stateText({ format, query, groups }: State): string {
  // Groups finish in any order; the bytes must not depend on it.
  const sorted = Object.entries(groups).sort(([a], [b]) => (a < b ? -1 : 1));
  const list = (items: readonly unknown[]): string =>
    items.length === 0 ? '[]' : `[\n${items.map((item) => JSON.stringify(item)).join(',\n')}\n]`;
  const texts = sorted.map(([name, { parts, anchors, ...rest }]) => {
    const facts = JSON.stringify(rest).slice(1, -1);
    return `${JSON.stringify(name)}:{${facts},"parts":${list(parts)},"anchors":${list(anchors)}}`;
  });
  return `{"format":${JSON.stringify(format)},"query":${JSON.stringify(query)},"groups":{\n${texts.join(',\n')}\n}}\n`;
}

/** Removes the folder of unfinished files when nothing in it can be taken up again. */
export async function tidyState(out: string): Promise<void> {
  const partial = join(out, stateFolder, 'partial');
  const files = await readdir(partial).catch(() => []);
  if (!files.some((file) => file.endsWith('.json'))) await rm(partial, { recursive: true, force: true });
  await rmdir(join(out, stateFolder)).catch(() => undefined);
}

/** What an unfinished reading of a group left, if it was for the same query. */
export async function readUnfinished(
  out: string,
  group: string,
  query: string,
  seal?: Seal,
): Promise<UnfinishedGroup | undefined> {
  const text = await readFile(partialPath(out, group), 'utf8').catch(() => undefined);
  const plain = text === undefined || seal === undefined ? text : seal.unseal(text);
  const parsed = unfinishedGroup.safeParse(plain === undefined ? undefined : parseJson(plain));
  // A damaged one only costs the time to read again.
  return parsed.success && parsed.data.query === query ? parsed.data : undefined;
}

export async function writeUnfinished(
  out: string,
  group: string,
  unfinished: UnfinishedGroup,
  seal?: Seal,
): Promise<void> {
  const text = JSON.stringify(unfinished);
  await writeAtomically(partialPath(out, group), `${seal?.seal(text) ?? text}\n`);
}

export async function removeUnfinished(out: string, group: string): Promise<void> {
  await rm(partialPath(out, group), { force: true });
}

/** Forgets what earlier runs wrote, for --full. The files stay until they are replaced; what is known of people too. */
export async function forgetFiles(out: string): Promise<void> {
  await rm(statePath(out), { force: true });
  await rm(join(out, stateFolder, 'partial'), { recursive: true, force: true });
}

/** Forgets all earlier runs. */
export async function removeState(out: string): Promise<void> {
  await rm(join(out, stateFolder), { recursive: true, force: true });
}

function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
