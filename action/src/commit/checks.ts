import { UsageError } from '@hyperstudy-workflows/core';
import { parseAuthor } from '../git/author.ts';
import { checkTarget } from '../git/check-target.ts';
import type { Finding, PreflightCheck } from '../run/context.ts';
import { commitTargetOf, surroundingsOf } from './settings.ts';

/** Whether a commit will work, and whom it would show the data to. */
export const commitCheck: PreflightCheck = {
  name: 'data repository',
  async *run(context) {
    const { inputs } = context;
    yield* inputFindings(inputs['commit-author'], inputs.mode, inputs.settings.recordings);
    const problems = await checkTarget(commitTargetOf(context), {
      ...surroundingsOf(context),
      allowPublicIdentifiers: inputs['allow-public-identifiers'],
    });
    for (const { severity, message, fix, exposes } of problems) {
      const text = message.replace(/\.$/, '');
      yield { result: severity === 'error' ? 'failed' : 'warning', text, fix, exposes };
    }
    if (problems.length === 0)
      yield { result: 'ok', text: `${commitTargetOf(context).repository} can be committed to` };
  },
};

function* inputFindings(
  author: string | undefined,
  mode: string,
  recordings: string | undefined,
): Generator<Finding> {
  try {
    if (author !== undefined) parseAuthor(author);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    yield { result: 'failed', text: error.message.replace(/\.$/, ''), fix: error.hint };
  }
  if (mode === 'commit' && recordings === 'download') {
    yield {
      result: 'failed',
      text: 'recordings do not go into git, so they would be lost when the job ends',
      fix: 'Set mode: both, which uploads them as artifacts, or recordings: metadata.',
    };
  }
}
