import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '@hyperstudy-workflows/core';
import {
  type AttemptContext,
  attemptCommit,
  confirmed,
  readerOf,
  type Sent,
  whyUnsigned,
} from './attempt.ts';
import { type Author, actionsBot, cleanMessage } from './author.ts';
import { type Base, checkOutBase, fetchHead, type Head, lfsError } from './base.ts';
import { type ChangeSet, changesFor, type WantedFile } from './change-set.ts';
import { CommitConflictError } from './errors/commit-conflict-error.ts';
import { type ExportFiles, exportFiles, largestPush } from './export-files.ts';
import { listOfFiles, listPath } from './ownership.ts';
import { mostTries, pauseBefore, persistently } from './patience.ts';
import { below } from './safe-path.ts';
import { type CommitTarget, type ReadyTarget, readTarget } from './target.ts';
import { openWorkspace, type Surroundings, type Workspace, withSurroundings } from './workspace.ts';

export interface CommitRequest {
  /** First line: the headline. */
  readonly message: string;
  /** Default: GitHub's bot for workflows. Not used for signed commits, whose author is the token's owner. */
  readonly author?: Author;
  /** The export, where it stands in another folder than the data repository's own. */
  readonly from?: string;
  /** Which files below that folder are the export's, besides those committed before. Paths have slashes. Default: all. */
  readonly belongs?: (path: string) => boolean;
}

export type CommitResult = NothingCommitted | Committed;

interface Outcome {
  /** Files below the folder that differ from what was there. */
  readonly written: readonly string[];
  readonly removed: readonly string[];
  /** Recordings of the export, which stay out of git. */
  readonly recordingsLeftOut: number;
  /** What a person should know. */
  readonly notes: readonly string[];
}

/** The data repository has all of it already. */
export interface NothingCommitted extends Outcome {
  readonly committed: false;
}

export interface Committed extends Outcome {
  readonly committed: true;
  /** The commit, which the server's branch has. */
  readonly sha: string;
  readonly signed: boolean;
  readonly tries: number;
}

/** A data repository with what earlier runs committed, ready to be exported into. */
export interface DataRepository {
  /** Export into this folder: it holds the earlier export with its state, and nothing of others. */
  readonly folder: string;
  readonly branch: string;
  /**
   * Commits what the export left in the folder, on top of whatever came in meanwhile.
   * @throws {PushRefusedError} {PermissionError} {AuthenticationError} when the server takes no commit from us;
   * {CommitConflictError} when the run has to be repeated; {UsageError} for files that can't be committed.
   */
  commit(request: CommitRequest): Promise<CommitResult>;
  /** Removes the clone and the credentials. */
  close(): Promise<void>;
}

/**
 * Makes a clone of the data repository in RUNNER_TEMP, one commit deep, with this export's files alone.
 * @throws {UsageError} for a target that can't be; {AuthenticationError} {PermissionError} {NotFoundError} when the
 * credentials don't reach it; {GitError} when it can't be reached.
 */
export async function openTarget(
  given: CommitTarget,
  surroundings: Surroundings = {},
): Promise<DataRepository> {
  const { target, problems } = readTarget(given);
  if (target === undefined) {
    const hint = problems.map(({ fix }) => fix).join(' ');
    throw new UsageError(problems.map(({ message }) => message).join(' '), { hint });
  }
  const workspace = await openWorkspace(target, surroundings);
  try {
    const { clone } = workspace;
    const pauses = withSurroundings(surroundings);
    const base = await persistently(target, pauses, async () =>
      checkOutBase(clone, target, await fetchHead(clone)),
    );
    const folder = join(clone.workTree, target.path);
    await mkdir(folder, { recursive: true });
    return new OpenRepository(workspace, { ...target, branch: clone.branch }, base, folder, pauses);
  } catch (error) {
    await workspace.remove();
    throw error;
  }
}

type Given = ReturnType<typeof withSurroundings>;

class OpenRepository implements DataRepository {
  readonly folder: string;
  readonly #workspace: Workspace;
  readonly #target: ReadyTarget;
  readonly #base: Base;
  readonly #given: Given;

  constructor(workspace: Workspace, target: ReadyTarget, base: Base, folder: string, given: Given) {
    this.#workspace = workspace;
    this.#target = target;
    this.#base = base;
    this.folder = folder;
    this.#given = given;
  }

  get branch(): string {
    return this.#target.branch;
  }

  async commit(request: CommitRequest): Promise<CommitResult> {
    const { message, author = actionsBot, from = this.folder, belongs } = request;
    const files = await exportFiles(from, this.#base.owned, belongs);
    const list = listOfFiles(
      files.files.map(({ path }) => path),
      files.tables,
    );
    const wanted = await this.#store(from, files, list);
    const sizes = new Map(files.files.map(({ path, bytes }) => [path, bytes]));
    const read = readerOf(from);
    const { clone, redact } = this.#workspace;
    const { signal } = this.#given;
    const work = new CommitWork(
      {
        ...{ clone, redact, signal, target: this.#target, author, message: cleanMessage(message) },
        bytesOf: async (path) => (path === listPath ? list : read(path)),
        sizeOf: (path) => sizes.get(path) ?? list.length,
      },
      this.#base,
      wanted,
      this.#given,
    );
    return work.run(files);
  }

  close(): Promise<void> {
    return this.#workspace.remove();
  }

  async #store(from: string, { files }: ExportFiles, list: Buffer): Promise<WantedFile[]> {
    const { clone } = this.#workspace;
    const ids = await clone.store(files.map(({ path }) => join(from, path)));
    const wanted = files.map(({ path }, i) => ({ path, oid: ids[i] ?? '' }));
    return [...wanted, { path: listPath, oid: await clone.storeBytes(list) }];
  }
}

/** The tries of one commit. */
class CommitWork {
  readonly #context: AttemptContext;
  readonly #base: Base;
  readonly #wanted: readonly WantedFile[];
  readonly #given: Given;
  readonly #notes = new Set<string>();
  /** Commits that the server may have after all, the latest last. */
  readonly #sent: (Sent & { readonly signed: boolean })[] = [];
  #head: Head;

  constructor(context: AttemptContext, base: Base, wanted: readonly WantedFile[], given: Given) {
    this.#context = context;
    this.#base = base;
    this.#wanted = wanted;
    this.#given = given;
    this.#head = base.head;
  }

  async run({ recordings, notes }: ExportFiles): Promise<CommitResult> {
    for (const note of notes) this.#note(note);
    let why = '';
    for (let tries = 1; tries <= mostTries; tries += 1) {
      if (tries > 1) await pauseBefore(tries, this.#given);
      const changes = await this.#changes();
      const { written, removed } = changes;
      const outcome = { written: written.map(({ path }) => path), removed, recordingsLeftOut: recordings };
      if (written.length + removed.length === 0) {
        // A try that broke may have arrived late.
        const late = await this.#arrivedLate();
        if (late !== undefined) {
          return { committed: true, ...late, tries: tries - 1, ...outcome, notes: [...this.#notes] };
        }
        return { committed: false, ...outcome, notes: [...this.#notes] };
      }
      const result = await this.#try(changes);
      if (result.sha !== undefined) {
        const { sha, signed } = result;
        return { committed: true, sha, signed, tries, ...outcome, notes: [...this.#notes] };
      }
      why = result.why;
      this.#given.log.info(`The commit did not arrive, try ${tries} of ${mostTries}: ${why}`);
    }
    throw new CommitConflictError(
      `${this.#context.target.repository} took no commit in ${mostTries} tries: ${why}`,
      { hint: 'Run it again, and give workflows that commit to it a concurrency group.' },
    );
  }

  /** What has to change on top of the branch as it is now. */
  async #changes(): Promise<ChangeSet> {
    const { clone, target } = this.#context;
    const head = await persistently(target, this.#given, () => fetchHead(clone, this.#head.commit));
    this.#head = head;
    const entries = head.commit === undefined ? new Map() : await clone.entries(head.commit, target.path);
    const changes = changesFor({
      base: this.#base.entries,
      head: entries,
      owned: this.#base.owned,
      wanted: this.#wanted,
      folder: target.path === '' ? 'the repository' : target.path,
    });
    if (changes.overwritten.length > 0) {
      this.#note(`Someone changed ${changes.overwritten.join(', ')} meanwhile; this export replaces it.`);
    }
    await this.#refuseLfs(head, changes);
    this.#refuseTooMuch(changes);
    return changes;
  }

  async #try(
    changes: ChangeSet,
  ): Promise<{ sha: string; signed: boolean } | { sha: undefined; why: string }> {
    const context = this.#context;
    const unsigned = whyUnsigned(context, this.#head, changes);
    if (unsigned !== undefined) this.#note(`This commit is not signed: ${unsigned}.`);
    const { outcome, sent, signed } = await attemptCommit(context, this.#head, changes, unsigned);
    if (outcome.kind === 'refused') throw outcome.error;
    this.#sent.push({ ...sent, signed });
    const sha = await this.#confirm(outcome.kind === 'done' ? { ...sent, sha: outcome.sha } : sent);
    if (sha !== undefined) return { sha, signed };
    return { sha: undefined, why: outcome.kind === 'done' ? 'the branch does not have it' : outcome.why };
  }

  async #arrivedLate(): Promise<{ sha: string; signed: boolean } | undefined> {
    for (const sent of this.#sent.toReversed()) {
      const sha = await this.#confirm(sent);
      if (sha !== undefined) return { sha, signed: sent.signed };
    }
    return undefined;
  }

  #confirm(sent: Sent): Promise<string | undefined> {
    const { clone, target } = this.#context;
    return persistently(target, this.#given, () => confirmed(clone, sent));
  }

  /** Attributes of the repository that say LFS would be broken by plain bytes. */
  async #refuseLfs(head: Head, { written }: ChangeSet): Promise<void> {
    if (head.commit === undefined || written.length === 0) return;
    const { clone, target } = this.#context;
    const paths = written.map(({ path }) => below(target.path, path));
    const lfs = await clone.filtered(head.commit, paths, 'lfs');
    if (lfs.length > 0) throw lfsError(lfs);
  }

  #refuseTooMuch({ written }: ChangeSet): void {
    const bytes = written.reduce((sum, { path }) => sum + this.#context.sizeOf(path), 0);
    if (bytes <= largestPush) return;
    throw new UsageError(
      `${Math.round(bytes / 2 ** 20)} MB changed, and GitHub takes up to 2 GB in one push.`,
      {
        hint: 'Export fewer types at once, or use mode: artifact.',
      },
    );
  }

  #note(text: string): void {
    if (this.#notes.has(text)) return;
    this.#notes.add(text);
    this.#given.log.warn(text);
  }
}
