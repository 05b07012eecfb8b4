import {
  AuthenticationError,
  ConnectionError,
  NotFoundError,
  PermissionError,
  type Redact,
  TimeoutError,
} from '@hyperstudy-workflows/core';
import { z } from 'zod';
import { type PushFailure, refusalFrom, writeHint } from '../git/push-failure.ts';
import type { ReadyTarget, TokenAccess } from '../git/target.ts';
import { type ApiAnswer, askGitHub, routeOf } from './api.ts';

/** Most bytes of files in one request: base64 adds a third, and GitHub takes about 45 MB. */
export const mostSignedBytes = 30 * 1024 * 1024;

export interface SignedCommit {
  /** The head that the changes were made for. */
  readonly head: string;
  readonly message: string;
  readonly written: readonly { readonly path: string; readonly bytes: Buffer }[];
  readonly removed: readonly string[];
}

export interface SignedSetup {
  readonly redact: Redact;
  readonly signal?: AbortSignal;
}

export type SignedOutcome = { readonly kind: 'done'; readonly sha: string } | PushFailure;

const mutation = `mutation ($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;

const answerSchema = z.object({
  data: z
    .object({ createCommitOnBranch: z.object({ commit: z.object({ oid: z.string() }) }).nullable() })
    .nullish(),
  errors: z.array(z.object({ type: z.string().optional(), message: z.string() })).optional(),
});

/** Has GitHub make and sign a commit, if the branch still stands where the changes were made for. */
export async function commitOnBranch(
  target: ReadyTarget & { readonly access: TokenAccess },
  commit: SignedCommit,
  setup: SignedSetup,
): Promise<SignedOutcome> {
  const [headline = '', ...rest] = commit.message.trim().split('\n');
  const input = {
    branch: { repositoryNameWithOwner: target.repository, branchName: target.branch },
    message: { headline, body: rest.join('\n').trim() },
    expectedHeadOid: commit.head,
    fileChanges: {
      additions: commit.written.map(({ path, bytes }) => ({ path, contents: bytes.toString('base64') })),
      deletions: commit.removed.map((path) => ({ path })),
    },
  };
  const post = { query: mutation, variables: { input } };
  const answer = await asked(target.graphql, target, setup, post, 180_000);
  if (!('status' in answer)) return answer;
  const refused = refusedStatus(answer, target, setup.redact);
  if (refused !== undefined) return refused;
  const parsed = answerSchema.safeParse(answer.body);
  if (!parsed.success) return { kind: 'uncertain', why: 'The answer could not be understood.' };
  const sha = parsed.data.data?.createCommitOnBranch?.commit.oid;
  if (sha !== undefined) return { kind: 'done', sha };
  return failureOf(parsed.data.errors ?? [], target, setup.redact);
}

/** Makes the branch, at a commit that is there. Undefined where it worked. */
export async function createBranch(
  target: ReadyTarget & { readonly access: TokenAccess },
  sha: string,
  setup: SignedSetup,
): Promise<PushFailure | undefined> {
  const url = routeOf(target.api, 'repos', target.owner, target.name, 'git', 'refs');
  const answer = await asked(url, target, setup, { ref: `refs/heads/${target.branch}`, sha }, 60_000);
  if (!('status' in answer)) return answer;
  if (answer.status === 201) return undefined;
  const said = setup.redact(messageOf(answer.body));
  if (answer.status === 422 && /already exists/i.test(said)) return { kind: 'raced', why: said };
  return refusedStatus(answer, target, setup.redact) ?? { kind: 'refused', error: refusalFrom(said, target) };
}

async function asked(
  url: URL,
  { access }: { readonly access: TokenAccess },
  { redact, signal }: SignedSetup,
  post: unknown,
  timeout: number,
): Promise<ApiAnswer | PushFailure> {
  try {
    return await askGitHub(url, { token: access.token, redact, signal, timeout }, post);
  } catch (error) {
    if (error instanceof ConnectionError || error instanceof TimeoutError) {
      return { kind: 'uncertain', why: error.message };
    }
    throw error;
  }
}

function refusedStatus(
  { status, body }: ApiAnswer,
  target: ReadyTarget,
  redact: Redact,
): PushFailure | undefined {
  const said = redact(messageOf(body));
  if (status >= 500 || status === 429 || /rate limit/i.test(said)) {
    return { kind: 'uncertain', why: `GitHub answered ${status}: ${said}` };
  }
  if (status === 401) {
    const hint = 'Check that the token is whole and not expired. A token of a GitHub App lives one hour.';
    const error = new AuthenticationError(`GitHub does not accept the token: ${said}`, { status, hint });
    return { kind: 'refused', error };
  }
  if (status === 403) return { kind: 'refused', error: mayNotWrite(target, said) };
  if (status === 404) return { kind: 'refused', error: notThere(target, said) };
  return undefined;
}

function failureOf(
  errors: readonly { readonly type?: string; readonly message: string }[],
  target: ReadyTarget,
  redact: Redact,
): PushFailure {
  const said = redact(errors.map(({ message }) => message).join(' ')) || 'GitHub gave no reason.';
  const types = errors.map(({ type }) => type);
  if (types.includes('STALE_DATA') || /expected branch to point to/i.test(said))
    return { kind: 'raced', why: said };
  if (types.includes('FORBIDDEN') || types.includes('INSUFFICIENT_SCOPES')) {
    return { kind: 'refused', error: mayNotWrite(target, said) };
  }
  if (types.includes('NOT_FOUND')) return { kind: 'refused', error: notThere(target, said) };
  if (/something went wrong|timeout|rate limit/i.test(said)) return { kind: 'uncertain', why: said };
  return { kind: 'refused', error: refusalFrom(said, target) };
}

const mayNotWrite = ({ repository }: ReadyTarget, said: string): PermissionError =>
  new PermissionError(`The token may not write to ${repository}: ${said}`, { status: 403, hint: writeHint });

const notThere = ({ repository, branch }: ReadyTarget, said: string): NotFoundError =>
  new NotFoundError(`${repository} or its branch ${branch} can't be seen with the token: ${said}`, {
    status: 404,
    hint: writeHint,
  });

function messageOf(body: unknown): string {
  if (typeof body === 'object' && body !== null && 'message' in body)
    return String(body.message).slice(0, 500);
  return typeof body === 'string' ? body.slice(0, 200) : '';
}
