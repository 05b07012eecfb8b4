import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '@hyperstudy-workflows/core';
import type { Entry, LocalClone } from './local-clone.ts';
import { isManifest, isRecording, isRegular, listPath, type Owned, ownedFiles } from './ownership.ts';
import { below } from './safe-path.ts';
import type { CheckedTarget } from './target.ts';

/** The branch at one moment. */
export interface Head {
  /** What a commit goes on top of; undefined in an empty repository. */
  readonly commit: string | undefined;
  /** Whether the branch is there; if not, the commit is the default branch's. */
  readonly branchExists: boolean;
}

/** What an export starts from. */
export interface Base {
  readonly head: Head;
  /** The folder, by path below it. */
  readonly entries: ReadonlyMap<string, Entry>;
  readonly owned: Owned;
}

/** Fetches the head of the branch, or of the default branch where there is no such branch yet. */
export async function fetchHead(clone: LocalClone, known?: string): Promise<Head> {
  const { branch, fallback } = await clone.heads();
  if (branch !== undefined) {
    return { commit: branch === known ? known : await clone.fetchBranch(), branchExists: true };
  }
  if (fallback === undefined) return { commit: undefined, branchExists: false };
  return { commit: fallback === known ? known : await clone.fetch('HEAD'), branchExists: false };
}

/**
 * Puts what earlier runs committed into the work tree, and nothing of others.
 * @throws {UsageError} when the folder can't be one.
 */
export async function checkOutBase(clone: LocalClone, target: CheckedTarget, head: Head): Promise<Base> {
  if (head.commit === undefined) {
    return { head, entries: new Map(), owned: { files: new Set(), tables: new Map() } };
  }
  await refuseOddFolder(clone, target, head.commit);
  const entries = await clone.entries(head.commit, target.path);
  const owned = await ownedFiles(clone, entries);
  // A manifest of others too, so that the export sees it and says so before it asks for data.
  const manifests = [...entries.keys()].filter((path) => isManifest(path));
  const wanted = [...new Set([...owned.files, ...manifests])].filter((path) => {
    const entry = entries.get(path);
    return entry !== undefined && isRegular(entry.mode) && path !== listPath && !isRecording(path);
  });
  await clone.checkOut(
    head.commit,
    wanted.map((path) => below(target.path, path)),
  );
  await refusePointers(join(clone.workTree, target.path), wanted);
  return { head, entries, owned };
}

/** A link could lead out of the repository, a submodule into another one. */
async function refuseOddFolder(
  clone: LocalClone,
  { path, repository }: CheckedTarget,
  commit: string,
): Promise<void> {
  const parts = path === '' ? [] : path.split('/');
  for (let i = 1; i <= parts.length; i += 1) {
    const part = parts.slice(0, i).join('/');
    const entry = await clone.entry(commit, part);
    if (entry === undefined) return;
    if (entry.mode === '040000') continue;
    const kinds: Readonly<Record<string, string>> = { '120000': 'a symbolic link', '160000': 'a submodule' };
    throw new UsageError(`${part} in ${repository} is ${kinds[entry.mode] ?? 'a file'}, not a folder.`, {
      hint: 'Choose another path.',
    });
  }
}

/** Files that Git LFS keeps elsewhere: an export can't go on from them. */
async function refusePointers(folder: string, paths: readonly string[]): Promise<void> {
  const pointers: string[] = [];
  for (const path of paths) {
    const file = join(folder, path);
    if ((await stat(file)).size > 1024) continue;
    if ((await readFile(file, 'utf8')).startsWith('version https://git-lfs.github.com/spec/'))
      pointers.push(path);
  }
  if (pointers.length > 0) throw lfsError(pointers);
}

export const lfsError = (paths: readonly string[]): UsageError =>
  new UsageError(`.gitattributes sends these to Git LFS: ${paths.join(', ')}.`, {
    hint: 'Tables go into git itself: take them out of .gitattributes, choose another path, or use mode: artifact.',
  });
