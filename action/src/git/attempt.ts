import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Redact } from '@hyperstudy-workflows/core';
import {
  commitOnBranch,
  createBranch,
  mostSignedBytes,
  type SignedOutcome,
} from '../github/signed-commit.ts';
import type { Author } from './author.ts';
import type { Head } from './base.ts';
import type { ChangeSet } from './change-set.ts';
import { GitError } from './errors/git-error.ts';
import type { LocalClone, TreeChange } from './local-clone.ts';
import { pushFailure } from './push-failure.ts';
import { transferTimeout } from './run-git.ts';
import { below } from './safe-path.ts';
import type { ReadyTarget, TokenAccess } from './target.ts';

export interface AttemptContext {
  readonly clone: LocalClone;
  readonly target: ReadyTarget;
  readonly redact: Redact;
  readonly signal: AbortSignal | undefined;
  readonly message: string;
  readonly author: Author;
  /** The export's bytes of a path below the folder. */
  readonly bytesOf: (path: string) => Promise<Buffer>;
  /** Bytes of a path below the folder. */
  readonly sizeOf: (path: string) => number;
}

/** A commit that the server may or may not have. */
export interface Sent {
  readonly head: Head;
  readonly tree: string;
  /** Undefined where the server makes the commit. */
  readonly sha: string | undefined;
}

export interface AttemptResult {
  readonly outcome: SignedOutcome;
  readonly sent: Sent;
  readonly signed: boolean;
}

/** One try: a commit on top of a head, handed to the server. */
export async function attemptCommit(
  context: AttemptContext,
  head: Head,
  changes: ChangeSet,
  unsigned: string | undefined,
): Promise<AttemptResult> {
  const { clone, target } = context;
  const tree = await clone.tree(head.commit, treeChanges(changes, target.path));
  if (isSigned(target) && unsigned === undefined && head.commit !== undefined) {
    const outcome = await sign(context, target, head, head.commit, changes);
    return { outcome, sent: { head, tree, sha: undefined }, signed: true };
  }
  const sha = await clone.commit(tree, head.commit, context.message, context.author);
  return { outcome: await push(clone, target, sha), sent: { head, tree, sha }, signed: false };
}

/** Why GitHub can't be asked to make and sign this commit; undefined where it can, or need not. */
export function whyUnsigned(
  { target, sizeOf }: Pick<AttemptContext, 'target' | 'sizeOf'>,
  head: Head,
  changes: ChangeSet,
): string | undefined {
  if (!isSigned(target)) return undefined;
  if (head.commit === undefined) return 'the repository is empty, and GitHub signs only on top of a commit';
  const executable = changes.written.find(({ mode }) => mode !== '100644');
  if (executable !== undefined) return `${executable.path} is executable, which GitHub would change`;
  const bytes = changes.written.reduce((sum, { path }) => sum + sizeOf(path), 0);
  if (bytes <= mostSignedBytes) return undefined;
  const limit = mostSignedBytes / 1024 / 1024;
  return `${Math.ceil(bytes / 1024 / 1024)} MB changed, and GitHub signs up to ${limit} MB at once`;
}

type Signed = ReadyTarget & { readonly access: TokenAccess };

const isSigned = (target: ReadyTarget): target is Signed =>
  target.signed === true && target.access.kind === 'token';

function treeChanges({ written, removed }: ChangeSet, folder: string): TreeChange[] {
  return [
    ...removed.map((path) => ({ path: below(folder, path), mode: '0', oid: undefined })),
    ...written.map(({ path, oid, mode }) => ({ path: below(folder, path), mode, oid })),
  ];
}

async function push(clone: LocalClone, target: ReadyTarget, sha: string): Promise<SignedOutcome> {
  const args = ['push', '--porcelain', 'origin', `${sha}:refs/heads/${target.branch}`];
  const { code, stdout, stderr } = await clone.git.try(args, { timeout: transferTimeout });
  return code === 0 ? { kind: 'done', sha } : pushFailure({ stdout: stdout.toString(), stderr }, target);
}

async function sign(
  { redact, signal, message, bytesOf }: AttemptContext,
  target: Signed,
  head: Head,
  on: string,
  { written, removed }: ChangeSet,
): Promise<SignedOutcome> {
  const setup = { redact, signal };
  if (!head.branchExists) {
    const failure = await createBranch(target, on, setup);
    if (failure !== undefined) return failure;
  }
  const files = [];
  for (const { path } of written) files.push({ path: below(target.path, path), bytes: await bytesOf(path) });
  const gone = removed.map((path) => below(target.path, path));
  return commitOnBranch(target, { head: on, message, written: files, removed: gone }, setup);
}

/** History that is looked through for our commit: others may have gone on top of it. */
const depth = 50;

/**
 * Our commit, if the branch has it. A push that broke may have arrived; one that succeeded counts when the branch
 * confirms it.
 */
export async function confirmed(clone: LocalClone, { sha, head, tree }: Sent): Promise<string | undefined> {
  const { branch } = await clone.heads();
  if (branch === undefined) return undefined;
  if (sha !== undefined && branch === sha) return sha;
  if (branch === head.commit) return undefined;
  const now = await clone.fetchBranch(depth);
  if (sha !== undefined) return (await clone.isIn(sha, now)) ? sha : undefined;
  if (head.commit === undefined) throw new GitError('A signed commit has no parent.');
  return clone.commitWith(now, head.commit, tree);
}

export const readerOf = (folder: string) => (path: string) => readFile(join(folder, path));
