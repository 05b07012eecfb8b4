import { scopeParts } from '@hyperstudy-workflows/core';
import { folderName, type Shard } from '@hyperstudy-workflows/export';
import type { Context } from '../run/context.ts';

type Facts = Pick<Context, 'inputs' | 'facts' | 'queryId'>;

/**
 * The name of an artifact: what was exported, which part, and the run attempt, because a name can be used once per
 * run. Runs over different experiments in one workflow run don't meet either.
 */
export function artifactName(context: Facts, ...part: readonly string[]): string {
  const { inputs, facts } = context;
  const shard = inputs.shard === undefined ? [] : [`shard-${inputs.shard.index}-of-${inputs.shard.of}`];
  return [startOf(context), ...shard, ...part, `attempt-${facts.runAttempt}`].join('-');
}

/** What the name of an artifact says that a shard left. */
export interface ShardArtifactName {
  readonly shard: Shard;
  readonly kind: 'records' | 'recordings';
  readonly attempt: number;
}

/** Reads the name of an artifact; undefined where it is none of a shard of this export. */
export function readShardName(context: Facts, name: string): ShardArtifactName | undefined {
  const start = `${startOf(context)}-shard-`;
  const pattern = /^(\d{1,3})-of-(\d{1,3})(-recordings-\d+)?-attempt-(\d+)$/;
  const found = name.startsWith(start) ? pattern.exec(name.slice(start.length)) : null;
  if (found === null) return undefined;
  const [, index, of, recordings, attempt] = found;
  return {
    shard: { index: Number(index), of: Number(of) },
    kind: recordings === undefined ? 'records' : 'recordings',
    attempt: Number(attempt),
  };
}

const startOf = ({ inputs, queryId }: Facts): string =>
  inputs['artifact-name'] ?? `hyperstudy-${subject(inputs.scopes, queryId)}`;

function subject(scopes: Context['inputs']['scopes'], queryId: string): string {
  const [first] = scopes;
  if (first !== undefined && scopes.length === 1) {
    const { id, room } = scopeParts(first);
    // The same person may be in several rooms.
    return [id, room ?? []].flat().map(folderName).join('-');
  }
  return `${scopes.length}-experiments-${queryId.slice(0, 8)}`;
}
