import type { Redact } from '@hyperstudy-workflows/core';
import { z } from 'zod';
import { type Problem, warning } from '../git/problem.ts';
import type { ReadyTarget } from '../git/target.ts';
import { askGitHub, routeOf } from './api.ts';

const rulesSchema = z.array(z.looseObject({ type: z.string() }));

/** Rules that can turn a commit away, and what helps. */
const obstacles: Readonly<Record<string, readonly [string, string]>> = {
  pull_request: [
    'takes changes by pull request only',
    'Commit to another branch, or let the token bypass the rule.',
  ],
  update: [
    'may be updated only by those who bypass its rules',
    'Let the token bypass the rule, or commit to another branch.',
  ],
  required_status_checks: [
    'wants checks to pass first',
    'Commit to another branch, or let the token bypass the rule.',
  ],
  required_signatures: ['takes signed commits only', 'Set signed-commits: true.'],
};

/**
 * Rules of the branch that may turn a commit away. Only warnings: GitHub doesn't say whether the token bypasses them.
 * Nothing where the API can't be asked.
 */
export async function branchRules(
  target: ReadyTarget,
  { redact, signal }: { readonly redact: Redact; readonly signal?: AbortSignal },
): Promise<Problem[]> {
  const { access, api, owner, name, branch, signed } = target;
  if (access.token === undefined) return [];
  const url = routeOf(api, 'repos', owner, name, 'rules', 'branches', branch);
  const answer = await askGitHub(url, { token: access.token, redact, signal, timeout: 30_000 }).catch(() => {
    signal?.throwIfAborted();
    return undefined;
  });
  const parsed = rulesSchema.safeParse(answer?.status === 200 ? answer.body : undefined);
  if (!parsed.success) return [];
  const types = new Set(parsed.data.map(({ type }) => type));
  if (signed === true) types.delete('required_signatures');
  return [...types].flatMap((type) => {
    const obstacle = Object.hasOwn(obstacles, type) ? obstacles[type] : undefined;
    return obstacle === undefined ? [] : [warning(`The branch ${branch} ${obstacle[0]}.`, obstacle[1])];
  });
}
