import { UsageError } from '@hyperstudy-workflows/core';
import type { Context } from '../run/context.ts';
import { readShardName, type ShardArtifactName } from './names.ts';

/** An artifact of the run, as its service lists it. */
export interface ListedArtifact {
  readonly id: number;
  readonly name: string;
  /** Of the archive: sha256:hex. */
  readonly digest?: string | undefined;
}

export interface FoundShards {
  /** The records of the shards, each once. */
  readonly records: readonly ListedArtifact[];
  /** What holds their recordings. */
  readonly recordings: readonly ListedArtifact[];
}

type Found = ShardArtifactName & { readonly artifact: ListedArtifact };

/**
 * The shards among the artifacts of a run. A job that was run again has left another artifact: the newest counts.
 * After a run of everything again, with another plan, its number of shards counts.
 * @throws {UsageError} where there is none.
 */
export function findShards(
  context: Pick<Context, 'inputs' | 'facts' | 'queryId'>,
  artifacts: readonly ListedArtifact[],
): FoundShards {
  const all = artifacts.flatMap((artifact): Found[] => {
    const read = readShardName(context, artifact.name);
    return read === undefined ? [] : [{ ...read, artifact }];
  });
  const newestFirst = all.filter(({ kind }) => kind === 'records').sort((a, b) => b.attempt - a.attempt);
  const of = newestFirst[0]?.shard.of;
  const chosen = new Map<number, Found>();
  for (const found of newestFirst) {
    if (found.shard.of === of && !chosen.has(found.shard.index)) chosen.set(found.shard.index, found);
  }
  if (chosen.size === 0) {
    throw new UsageError('This run has no shard of the export.', {
      hint: 'Let the merge need the jobs of the shards, with the same experiment and artifact-name, and skip it where the plan is empty.',
    });
  }
  const recordings = all.filter(({ kind, shard, attempt }) => {
    const own = chosen.get(shard.index);
    return kind === 'recordings' && shard.of === of && own?.attempt === attempt;
  });
  return { records: inOrder([...chosen.values()]), recordings: inOrder(recordings) };
}

const inOrder = (found: readonly Found[]): ListedArtifact[] =>
  found
    .toSorted((a, b) => a.shard.index - b.shard.index || (a.artifact.name < b.artifact.name ? -1 : 1))
    .map(({ artifact }) => artifact);
