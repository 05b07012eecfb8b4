import { join } from 'node:path';
import { isHyperStudyError, scopeParts } from '@hyperstudy-workflows/core';
import { readTable } from '@hyperstudy-workflows/export';
import type { Context, Exported } from './context.ts';

/** When the sessions of the experiments began, for the summary. Nothing depends on it, so what fails is left out. */
export async function sessionStarts(context: Context, exports: readonly Exported[]): Promise<string[]> {
  if (!context.inputs.summary || context.signal.aborted) return [];
  // The shards may have used up what the key may ask.
  return context.step === 'merge' ? startsInTables(context, exports) : startsOnServer(context);
}

async function startsOnServer({ client, inputs, signal }: Context): Promise<string[]> {
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

async function startsInTables({ out }: Context, exports: readonly Exported[]): Promise<string[]> {
  const starts: string[] = [];
  for (const { folder, result } of exports) {
    const rooms = result.manifest.files.find(({ type }) => type === 'rooms');
    if (rooms === undefined) continue;
    for await (const { startedAt, createdAt } of readTable(join(out, folder), rooms)) {
      const start = startedAt ?? createdAt;
      if (typeof start === 'string') starts.push(start);
    }
  }
  return starts;
}
