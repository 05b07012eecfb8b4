import { UsageError } from '@hyperstudy-workflows/core';
import { CommitConflictError } from './errors/commit-conflict-error.ts';
import type { Entry } from './local-clone.ts';
import { isRecording, isRegular, isState, type Owned } from './ownership.ts';

/** A file as we want it in the commit. */
export interface WantedFile {
  /** Below the export's folder. */
  readonly path: string;
  readonly oid: string;
}

/** The folder as a commit has it, by path below it. */
export type Entries = ReadonlyMap<string, Entry>;

export interface ChangeSet {
  readonly written: readonly (WantedFile & { readonly mode: string })[];
  readonly removed: readonly string[];
  /** Ours that another writer changed and that are ours again. */
  readonly overwritten: readonly string[];
}

export interface ChangeFacts {
  /** The folder as the export found it. */
  readonly base: Entries;
  /** The folder as it is now. */
  readonly head: Entries;
  readonly owned: Owned;
  readonly wanted: readonly WantedFile[];
  /** Name of the folder, for messages. */
  readonly folder: string;
}

/**
 * What has to change at the head so that the folder holds this export, and nothing else changes.
 *
 * The head may be another than the export started from. Files of others don't matter. If another export wrote here
 * (state or manifest are no longer what we started from), ours would take back what it brought: the run has to be
 * repeated on top of it. If only a table was edited, our newer one replaces it, as it does in any run.
 * @throws {CommitConflictError} for another export; {UsageError} when a file of others is in the way.
 */
export function changesFor(facts: ChangeFacts): ChangeSet {
  const { head, owned, wanted } = facts;
  const overwritten = changedByOthers(facts);
  refuseForeignFiles(facts);
  const names = new Set(wanted.map(({ path }) => path));
  return {
    written: wanted
      .filter(({ path, oid }) => head.get(path)?.oid !== oid)
      .map((file) => ({ ...file, mode: modeOf(head.get(file.path)) })),
    removed: [...owned.files]
      .filter((path) => head.has(path) && !names.has(path) && !isRecording(path))
      .sort(),
    overwritten,
  };
}

/** Someone may have made a table executable; that is no change of ours. */
const modeOf = (entry: Entry | undefined): string =>
  entry !== undefined && isRegular(entry.mode) ? entry.mode : '100644';

function changedByOthers({ base, head, owned, wanted, folder }: ChangeFacts): string[] {
  const ours = new Map(wanted.map(({ path, oid }) => [path, oid]));
  const states = new Set([...base.keys(), ...head.keys()].filter(isState));
  const changed = [...new Set([...owned.files, ...states])]
    .filter((path) => base.get(path)?.oid !== head.get(path)?.oid)
    // Whoever it was, the result is what we want too.
    .filter((path) => head.get(path)?.oid !== ours.get(path));
  const state = changed.filter(isState);
  if (state.length > 0) {
    throw new CommitConflictError(
      `Another export changed ${folder} while this one ran (${state.sort().join(', ')}). Nothing was committed.`,
      {
        hint: 'Run it again: it goes on from what the other one committed. A concurrency group in the workflow, or a path for each export, keeps them apart.',
      },
    );
  }
  return changed.filter((path) => ours.has(path)).sort();
}

/** A file that we did not write is never touched, not even where it has the name of one of ours. */
function refuseForeignFiles({ head, owned, wanted, folder }: ChangeFacts): void {
  const folders = new Set([...head.keys()].flatMap(parentsOf));
  const inTheWay = wanted
    .filter(({ path, oid }) => {
      const there = head.get(path);
      const foreign = there !== undefined && there.oid !== oid && !owned.files.has(path) && !isState(path);
      return foreign || folders.has(path) || parentsOf(path).some((parent) => head.has(parent));
    })
    .map(({ path }) => path);
  if (inTheWay.length === 0) return;
  throw new UsageError(
    `Files that this action did not write are in the way in ${folder}: ${inTheWay.join(', ')}.`,
    {
      hint: 'Choose another path, or move them.',
    },
  );
}

function parentsOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, i) => parts.slice(0, i + 1).join('/'));
}
