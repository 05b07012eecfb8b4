import {
  AuthenticationError,
  type HyperStudyError,
  NotFoundError,
  PermissionError,
} from '@hyperstudy-workflows/core';
import { PushRefusedError } from './errors/push-refused-error.ts';
import { lastLines } from './run-git.ts';
import type { CheckedTarget, ReadyTarget } from './target.ts';

/** Why a push failed, and what follows from it. */
export type PushFailure =
  /** Someone else was faster: on top of the new head it may work. */
  | { readonly kind: 'raced'; readonly why: string }
  /** The network or the server broke: it may even have worked. */
  | { readonly kind: 'uncertain'; readonly why: string }
  /** It will never work like this. */
  | { readonly kind: 'refused'; readonly error: HyperStudyError };

export interface PushOutput {
  /** Of git push --porcelain. */
  readonly stdout: string;
  readonly stderr: string;
}

/** What git says when another writer came first, on this side or on the server's. */
const races = [
  /\[rejected\].*\((non-fast-forward|fetch first|stale info)\)/,
  /\[remote rejected\].*\((failed to update ref|cannot lock ref|incorrect old value provided|reference already exists)/i,
  /\[remote rejected\].*cannot lock ref/i,
];

/** Codes of GitHub and words of git that no repetition helps against, each with what does. */
const refusals: readonly (readonly [RegExp, string, (target: ReadyTarget) => string])[] = [
  [
    /GH001|Large files detected|exceeds GitHub's file size limit/i,
    'a file is too large',
    () => 'Set partition: room, gzip: true or format: parquet, or use mode: artifact for large tables.',
  ],
  [
    /push cannot contain secrets|GITHUB PUSH PROTECTION/i,
    'push protection takes something in the data for a secret',
    () => 'Look at what it names; drop that column, or allow it on the page that GitHub names.',
  ],
  [
    /required_signatures|must have (verified|valid) signatures|Commits must have verified/i,
    'the branch takes signed commits only',
    () => 'Set signed-commits: true.',
  ],
  [
    /GH013|repository rule violations/i,
    'a ruleset of the repository forbids it',
    ({ branch }) =>
      `Let the token's owner bypass the ruleset (Settings > Rules), or commit to another branch than ${branch}.`,
  ],
  [
    /GH006|protected branch/i,
    'the branch is protected',
    ({ branch }) =>
      `Let the token's owner push to it (Settings > Branches), or commit to another branch than ${branch}.`,
  ],
  [
    /GH007|publish a private email/i,
    'the address of the commit-author is private',
    () => 'Give commit-author the noreply address of the account.',
  ],
  [
    /without `?workflows?`? (permission|scope)/i,
    'the branch would get workflows that the token may not write',
    () => 'Commit to a branch that exists, or use a token with permission for workflows.',
  ],
  [
    /pre-receive hook declined|hook declined/i,
    'a hook of the server refused it',
    () => 'See what it says above; its administrators can tell more.',
  ],
];

/** Reads what git said. Texts are without secrets already. */
export function pushFailure({ stdout, stderr }: PushOutput, target: ReadyTarget): PushFailure {
  const all = `${stdout}\n${stderr}`;
  const said = lastLines(
    `${stderr}\n${stdout
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .join('\n')}`,
  );
  const denied = accessFailure(stderr, target);
  if (denied !== undefined) return { kind: 'refused', error: denied };
  if (refusals.some(([words]) => words.test(all))) {
    return { kind: 'refused', error: refusalFrom(all, target, said) };
  }
  if (races.some((words) => words.test(all))) return { kind: 'raced', why: said };
  if (/\[(remote )?rejected\]/.test(all)) {
    return { kind: 'refused', error: refusalFrom(all, target, said) };
  }
  return { kind: 'uncertain', why: said };
}

/** The error for what a server says when it takes no commit, with the fix where the reason is known. */
export function refusalFrom(text: string, target: ReadyTarget, said = text): PushRefusedError {
  const { repository, branch } = target;
  const [, why, fix] = refusals.find(([words]) => words.test(text)) ?? [];
  return new PushRefusedError(
    `${repository} takes no commit to ${branch}: ${why === undefined ? said : `${why}: ${said}`}`,
    { hint: fix?.(target) ?? 'See what the server says.' },
  );
}

/**
 * The error of a command that the server did not let in; undefined where that is not the reason.
 */
export function accessFailure(stderr: string, target: CheckedTarget): HyperStudyError | undefined {
  const { repository, access } = target;
  const said = lastLines(stderr);
  if (/marked as read only/i.test(stderr)) {
    return new PermissionError(`The deploy key may only read ${repository}.`, {
      hint: 'Add it again under Settings > Deploy keys with "Allow write access".',
    });
  }
  if (/archived so (it )?is read-only/i.test(stderr)) {
    return new PermissionError(`${repository} is archived: nothing can be committed to it.`, {
      hint: 'Unarchive it, or choose another repository.',
    });
  }
  if (/error: 403|HTTP 403|access denied|not granted|Permission to .* denied/i.test(stderr)) {
    return new PermissionError(`The token may not write to ${repository}: ${said}`, {
      status: 403,
      hint: writeHint,
    });
  }
  if (/Host key verification failed/i.test(stderr)) {
    return new PermissionError(`The SSH host key of the server is not the expected one: ${said}`, {
      hint: 'Set ssh-known-hosts to the lines that the server’s administrators publish.',
    });
  }
  if (
    /Permission denied \(|error: 401|HTTP 401|Authentication failed|could not read (Username|Password)/i.test(
      stderr,
    )
  ) {
    const what = access.kind === 'token' ? 'token' : 'deploy key';
    return new AuthenticationError(`${repository} does not accept the ${what}: ${said}`, {
      status: 401,
      hint: `Check that the ${what} is whole, not expired, and of this repository. A token of a GitHub App lives one hour.`,
    });
  }
  if (/Repository not found|repository '.*' not found|error: 404/i.test(stderr)) {
    return new NotFoundError(`${repository} does not exist, or the ${access.kind} can't see it.`, {
      status: 404,
      hint: 'GITHUB_TOKEN reaches only the repository of the workflow: for another one use the token of a GitHub App, a personal access token, or a deploy key with write access.',
    });
  }
  return undefined;
}

/** What lets a token write. */
export const writeHint = [
  'For the repository of the workflow, add to the job:',
  'permissions:',
  '  contents: write',
  'For another repository use the token of a GitHub App with "Contents: read and write", a personal access token, or a deploy key with write access.',
].join('\n');
