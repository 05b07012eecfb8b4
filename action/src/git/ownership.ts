import { manifestSchema } from '@hyperstudy-workflows/export';
import { z } from 'zod';
import { filesOf } from '../artifact/listed.ts';
import type { Entry, LocalClone } from './local-clone.ts';

/** The list of files that we committed, so that a later run can tell ours from others'. */
export const listPath = '.hyperstudy/files.json';

/** Tables by the path of the manifest that listed them, also in a run before the last one. */
export type Tables = ReadonlyMap<string, readonly string[]>;

const listSchema = z.object({
  format: z.literal('hyperstudy-files/1'),
  files: z.array(z.string()),
  tables: z.record(z.string(), z.array(z.string())),
});

/** The same files give the same bytes. */
export function listOfFiles(files: readonly string[], tables: Tables): Buffer {
  const sorted = [...tables].map(([manifest, paths]) => [manifest, paths.toSorted()] as const);
  sorted.sort(([a], [b]) => (a < b ? -1 : 1));
  const list = { format: 'hyperstudy-files/1', files: files.toSorted(), tables: Object.fromEntries(sorted) };
  return Buffer.from(`${JSON.stringify(list, null, 1)}\n`);
}

/** What the export goes on from: where it is as it was, so is the base of an export. */
export const isState = (path: string): boolean => /(^|\/)\.hyperstudy\//.test(path) || isManifest(path);

/** manifest.json of the folder or, where a run exports several studies, of a folder in it. */
export const isManifest = (path: string): boolean => /^([^/]+\/)?manifest\.json$/.test(path);

/** Recordings, with what is left of downloads that were cut off, and their second names in a BIDS dataset. */
export const isRecording = (path: string): boolean =>
  /(^|\/)(recordings|bids\/sourcedata\/sub-[^/]+)\//.test(path);

/** What a manifest says of tables, by their path in the folder; undefined where it isn't one of ours. */
export function manifestTables(
  path: string,
  text: string,
): { readonly complete: boolean; readonly tables: readonly string[] } | undefined {
  const parsed = manifestSchema.safeParse(parseJson(text));
  if (!parsed.success) return undefined;
  const folder = path.slice(0, -'manifest.json'.length);
  return {
    complete: parsed.data.run.complete,
    tables: filesOf(parsed.data).map((file) => folder + file.path),
  };
}

/** What an earlier run left in the folder. */
export interface Owned {
  /** Files that are ours, of those that are there. */
  readonly files: ReadonlySet<string>;
  readonly tables: Tables;
}

/** Which entries of the folder are ours: what the list or a manifest names, and everything in .hyperstudy. */
export async function ownedFiles(clone: LocalClone, entries: ReadonlyMap<string, Entry>): Promise<Owned> {
  const read = async (path: string): Promise<string> => {
    const entry = entries.get(path);
    return entry === undefined || !isRegular(entry.mode) ? '' : (await clone.content(entry.oid)).toString();
  };
  const list = listSchema.safeParse(parseJson(await read(listPath)));
  const named = new Set(list.success ? list.data.files : []);
  const tables = new Map(list.success ? Object.entries(list.data.tables) : []);
  for (const path of [...entries.keys()].filter(isManifest)) {
    const listed = manifestTables(path, await read(path));
    // A manifest that isn't ours is for the export to refuse.
    if (listed === undefined) continue;
    tables.set(path, [...new Set([...(tables.get(path) ?? []), ...listed.tables])]);
    for (const ours of [path, ...listed.tables]) named.add(ours);
  }
  const files = [...entries.keys()].filter((path) => named.has(path) || /(^|\/)\.hyperstudy\//.test(path));
  return { files: new Set(files), tables };
}

export const isRegular = (mode: string): boolean => mode === '100644' || mode === '100755';

function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
