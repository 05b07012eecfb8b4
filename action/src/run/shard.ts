import { scopeParts, UsageError } from '@hyperstudy-workflows/core';
import { exportShard, type ShardFacts } from '@hyperstudy-workflows/export';
import { planShardArtifacts, uploadAll } from '../artifact/index.ts';
import type { Outputs } from '../inputs/index.ts';
import type { Context } from './context.ts';
import { progressOf } from './export.ts';
import { isReady, type Phases } from './phases.ts';

/** A part of an export, handed on to the merge. */
export const shardPhases: Phases = async (context, targets, stop, story) => {
  if (!(await isReady(context, targets, story))) return;
  const { inputs, log } = context;
  const facts = await exportPart(context);
  const failed = facts.downloads.filter(({ status }) => status === 'failed').length;
  Object.assign(story.outputs, outputsOf(facts, failed));
  if (failed > 0) {
    const text = `${failed} recordings could not be had; recordings.csv of the merge says why. Run this job again to try again.`;
    story.problems.push({ level: inputs['fail-on'] === 'none' ? 'warning' : 'error', text });
  }
  if (stop.cancelled || inputs.mode === 'none') return;
  const delivery = await log.group('Artifacts', async () =>
    uploadAll(context, await planShardArtifacts(context, facts)),
  );
  Object.assign(story.outputs, delivery.outputs);
};

async function exportPart(context: Context): Promise<ShardFacts> {
  const { client, inputs, signal, log, out } = context;
  const [scope] = inputs.scopes;
  const { shard, until } = inputs;
  // The inputs were checked for it.
  if (scope === undefined || shard === undefined || until === undefined)
    throw new UsageError('shard and until are needed.');
  const title = `Export shard ${shard.index} of ${shard.of} of experiment ${scopeParts(scope).id}`;
  const options = { ...inputs.settings, scope, out, shard, until, signal, onProgress: progressOf(context) };
  try {
    return await log.group(title, () => exportShard(client, options));
  } catch (error) {
    if (!signal.aborted || !(signal.reason instanceof Error)) throw error;
    throw new UsageError(`${signal.reason.message} A shard is whole or not at all.`, {
      hint: 'Plan more shards, or give more time with deadline.',
      cause: error,
    });
  }
}

function outputsOf({ downloads, records }: ShardFacts, failed: number): Outputs {
  const files = downloads.filter(({ status }) => status === 'downloaded' || status === 'skipped');
  return {
    complete: records.every(({ report }) => report.complete) && files.length === downloads.length,
    rows: records.reduce((sum, { rows }) => sum + rows, 0),
    files: records.length + files.length + 1,
    'recordings-downloaded': files.length,
    'recordings-failed': failed,
  };
}
