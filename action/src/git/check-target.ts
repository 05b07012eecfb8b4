import { createRedact, isHyperStudyError } from '@hyperstudy-workflows/core';
import { branchRules } from '../github/rules.ts';
import { repositoryFacts } from '../github/visibility.ts';
import { actionsBot } from './author.ts';
import type { LocalClone } from './local-clone.ts';
import { persistently } from './patience.ts';
import { type Problem, problem, warning } from './problem.ts';
import { pushFailure } from './push-failure.ts';
import { lastLines } from './run-git.ts';
import { type CheckedTarget, type CommitTarget, readTarget } from './target.ts';
import { openWorkspace, type Surroundings, withSurroundings } from './workspace.ts';

/**
 * Looks whether a commit will work, without making one: repository there, credentials good, branch writable. All
 * problems at once.
 */
export async function checkTarget(given: CommitTarget, surroundings: Surroundings = {}): Promise<Problem[]> {
  const { target, problems } = readTarget(given);
  if (target === undefined) return [...problems];
  const asking = askingFor(target, surroundings);
  const { archived } = await repositoryFacts(target, asking);
  if (archived) {
    const fix = 'Unarchive it, or choose another repository.';
    return [problem(`${target.repository} is archived: nothing can be committed to it.`, fix)];
  }
  const { problems: seen, branch } = await writeProblems(target, surroundings);
  const rules = branch === undefined ? [] : await branchRules({ ...target, branch }, asking);
  return [...seen, ...rules];
}

/**
 * Looks whom a commit would show the data to. Nothing should be asked of HyperStudy before this finds no error. A
 * target that can't be is left to checkTarget.
 */
export async function checkExposure(
  given: CommitTarget,
  surroundings: Surroundings = {},
): Promise<Problem[]> {
  const { target } = readTarget(given);
  if (target === undefined) return [];
  const { repository } = target;
  const { visibility } = await repositoryFacts(target, askingFor(target, surroundings));
  if (visibility === 'private') return [];
  if (visibility === 'internal') {
    return [warning(`Everyone in the enterprise can read ${repository}.`, 'See that this is intended.')];
  }
  const what =
    visibility === 'public'
      ? `${repository} is public: anyone could read the identifiers of participants.`
      : `Whether ${repository} is public could not be found out, so it is taken for public.`;
  const ways =
    'Commit to a private repository, set pseudonymize: true, or set allow-public-identifiers: true if the participants agreed to that.';
  return [problem(what, ways)];
}

function askingFor({ access }: CheckedTarget, surroundings: Surroundings) {
  const { signal } = withSurroundings(surroundings);
  return { redact: createRedact(access.token === undefined ? [] : [access.token]), signal };
}

/** With the credentials, through git itself: what it can read and write is what counts. */
async function writeProblems(target: CheckedTarget, options: Surroundings): Promise<Seen> {
  try {
    const workspace = await openWorkspace(target, options);
    try {
      return await askGit(workspace.clone, target, options);
    } finally {
      await workspace.remove();
    }
  } catch (error) {
    options.signal?.throwIfAborted();
    if (!isHyperStudyError(error)) throw error;
    return { problems: [problem(error.message, error.hint ?? 'Run it again.')] };
  }
}

interface Seen {
  readonly problems: readonly Problem[];
  /** The branch that would be committed to, where the server let us look. */
  readonly branch?: string;
}

async function askGit(clone: LocalClone, target: CheckedTarget, options: Surroundings): Promise<Seen> {
  const { git } = clone;
  const version = await git.text(['--version']);
  if (!isRecent(version)) {
    return {
      problems: [problem(`${version} is too old.`, 'Install git 2.32 or newer, or use mode: artifact.')],
    };
  }
  await persistently(target, withSurroundings(options), () => clone.heads());
  const { branch } = clone;
  // An empty commit that is never sent: --dry-run ends when the server has let us in.
  const tree = await git.text(['mktree'], { stdin: '' });
  const commit = await clone.commit(tree, undefined, 'Nothing', actionsBot);
  const ref = 'refs/heads/hyperstudy-preflight';
  const args = ['push', '--dry-run', '--porcelain', '--force', 'origin', `${commit}:${ref}`];
  const { code, stdout, stderr } = await git.try(args, { timeout: 60_000 });
  if (code === 0) return { problems: [], branch };
  const failure = pushFailure({ stdout: stdout.toString(), stderr }, { ...target, branch });
  return {
    problems: [failed(failure.kind === 'refused' ? failure.error : undefined, stderr, target)],
    branch,
  };
}

function failed(
  error: { readonly message: string; readonly hint?: string } | undefined,
  stderr: string,
  { repository }: CheckedTarget,
): Problem {
  if (error !== undefined) return problem(error.message, error.hint ?? 'Run it again.');
  return problem(`${repository} could not be reached: ${lastLines(stderr)}`, 'Run it again.');
}

/** GIT_CONFIG_GLOBAL, which keeps the user's settings away, came with 2.32. */
function isRecent(version: string): boolean {
  const [, major = '0', minor = '0'] = /(\d+)\.(\d+)/.exec(version) ?? [];
  return Number(major) > 2 || (Number(major) === 2 && Number(minor) >= 32);
}
