import type { Scope } from '@hyperstudy-workflows/core';
import type { OwnInputs } from './own-inputs.ts';

/** Which of the actions reads the inputs. */
export type Step = 'export' | 'plan' | 'merge';

/** What can't be where an export is divided into shards. */
export function shardProblems(step: Step, own: OwnInputs, scopes: readonly Scope[]): string[] {
  const { shard, until, mode, out, room } = own;
  if (step === 'export' && shard === undefined) {
    return until === undefined ? [] : ['until: goes with shard only. Give shard too, or leave it out.'];
  }
  const problems: string[] = [];
  // Where nothing could be read of the scope, it is told already.
  if (scopes.length > 1 || room !== undefined) {
    problems.push(
      'experiment: one experiment is divided into shards. Give each of several a plan, shards and a merge of its own; export rooms without shards.',
    );
  }
  if (step !== 'export') return problems;
  if (until === undefined) {
    problems.push('shard: needs until, the same for all shards. Take both from the outputs of action/plan.');
  }
  if (mode === 'commit' || mode === 'both') {
    problems.push(
      `mode ${mode}: a shard is not committed. Leave mode out here, and give mode: ${mode} to action/merge.`,
    );
  }
  if (mode === 'none' && out === undefined) {
    problems.push('mode none: the shard would be gone when the job ends. Give out, or leave mode out.');
  }
  return problems;
}
