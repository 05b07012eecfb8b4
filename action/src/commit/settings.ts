import { scopeParts } from '@hyperstudy-workflows/core';
import { folderName } from '@hyperstudy-workflows/export';
import type { Access, CommitTarget } from '../git/target.ts';
import type { Surroundings } from '../git/workspace.ts';
import type { Inputs } from '../inputs/index.ts';
import type { Context } from '../run/context.ts';

/** The data repository that the inputs name. */
export function commitTargetOf({ inputs, facts }: Context): CommitTarget {
  return {
    repository: inputs.repository ?? facts.repository,
    branch: inputs.branch,
    path: inputs.path ?? defaultPath(inputs),
    access: accessOf(inputs),
    serverUrl: facts.serverUrl.href,
    apiUrl: facts.apiUrl.href,
    graphqlUrl: facts.graphqlUrl.href,
    signed: inputs['signed-commits'],
  };
}

/** Commands go on after the deadline: what was exported until then is to be committed. */
export const surroundingsOf = ({ scratch, log, cancellation }: Context): Surroundings => ({
  env: { ...process.env, RUNNER_TEMP: scratch },
  signal: cancellation,
  log,
});

/** A folder for each study, so that one export never takes the place of another. */
function defaultPath({ scopes }: Inputs): string {
  const [first] = scopes;
  if (first === undefined || scopes.length > 1) return 'data';
  const { id, room } = scopeParts(first);
  const parts = [room, id].flatMap((part) => part ?? []);
  return ['data', ...parts.map(folderName)].join('/');
}

/** A deploy key wins: the token is there by default. It then only answers questions about the repository. */
function accessOf({ token = '', 'ssh-key': key, 'ssh-known-hosts': knownHosts }: Inputs): Access {
  if (key === undefined) return { kind: 'token', token };
  return { kind: 'ssh', key, knownHosts, ...(token === '' ? {} : { token }) };
}
