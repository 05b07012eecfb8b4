import { isHyperStudyError, scopeParts } from '@hyperstudy-workflows/core';
import type { Context } from './context.ts';

/** When the sessions of the experiments began, for the summary. Nothing depends on it, so what fails is left out. */
export async function sessionStarts({ client, inputs, signal }: Context): Promise<string[]> {
  if (!inputs.summary || signal.aborted) return [];
  const starts: string[] = [];
  for (const scope of inputs.scopes) {
    const { kind, id } = scopeParts(scope);
    if (kind !== 'experiment') continue;
    try {
      const rooms = await client.rooms(
        { experiment: id },
        { deployment: inputs.settings.deployment, signal },
      );
      starts.push(...rooms.flatMap(({ startedAt, createdAt }) => startedAt ?? createdAt ?? []));
    } catch (error) {
      if (!isHyperStudyError(error) && !signal.aborted) throw error;
    }
  }
  return starts;
}
