import { scopeParts } from '@hyperstudy-workflows/core';
import { folderName } from '@hyperstudy-workflows/export';
import type { Context } from '../run/context.ts';

/**
 * The name of an artifact: what was exported, which part, and the run attempt, because a name can be used once per
 * run. Runs over different experiments in one workflow run don't meet either.
 */
export function artifactName({ inputs, facts, queryId }: Context, ...part: readonly string[]): string {
  const start = inputs['artifact-name'] ?? `hyperstudy-${subject(inputs.scopes, queryId)}`;
  return [start, ...part, `attempt-${facts.runAttempt}`].join('-');
}

function subject(scopes: Context['inputs']['scopes'], queryId: string): string {
  const [first] = scopes;
  if (first !== undefined && scopes.length === 1) {
    const { id, room } = scopeParts(first);
    // The same person may be in several rooms.
    return [id, room ?? []].flat().map(folderName).join('-');
  }
  return `${scopes.length}-experiments-${queryId.slice(0, 8)}`;
}
