import { UsageError } from '@hyperstudy-workflows/core';
import { parseAuthor } from '../git/author.ts';
import { checkExposure, checkTarget } from '../git/check-target.ts';
import type { Problem } from '../git/problem.ts';
import { mayBePublic } from '../inputs/index.ts';
import type { Finding, PreflightCheck } from '../run/context.ts';
import { commitTargetOf, surroundingsOf } from './settings.ts';

/** Whom a commit would show the data to: if to anyone, not even a sample may be asked for. */
export const exposureCheck: PreflightCheck = {
  name: 'data repository',
  guards: true,
  async *run(context) {
    if (mayBePublic(context.inputs)) return;
    const problems = await checkExposure(commitTargetOf(context), surroundingsOf(context));
    yield* problems.map(findingOf);
  },
};

/** Whether a commit will work. */
export const commitCheck: PreflightCheck = {
  name: 'data repository',
  async *run(context) {
    const { inputs } = context;
    // A merge leaves recordings in the artifacts of the shards.
    const homeless = context.step !== 'merge' && inputs.mode === 'commit';
    yield* inputFindings(inputs['commit-author'], homeless, inputs.settings.recordings);
    const target = commitTargetOf(context);
    const problems = await checkTarget(target, surroundingsOf(context));
    if (problems.length === 0) yield { result: 'ok', text: `${target.repository} can be committed to` };
    yield* problems.map(findingOf);
  },
};

const findingOf = ({ severity, message, fix }: Problem): Finding => ({
  result: severity === 'error' ? 'failed' : 'warning',
  text: message.replace(/\.$/, ''),
  fix,
});

function* inputFindings(
  author: string | undefined,
  homeless: boolean,
  recordings: string | undefined,
): Generator<Finding> {
  try {
    if (author !== undefined) parseAuthor(author);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    yield { result: 'failed', text: error.message.replace(/\.$/, ''), fix: error.hint };
  }
  if (homeless && recordings === 'download') {
    yield {
      result: 'failed',
      text: 'recordings do not go into git, so they would be lost when the job ends',
      fix: 'Set mode: both, which uploads them as artifacts, or recordings: metadata.',
    };
  }
}
