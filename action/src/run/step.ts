import { type Inputs, readInputs } from '../inputs/index.ts';
import { ActionLog, type Host, maskSecrets, orCrash, secretsOf } from '../runner/index.ts';
import { wordsOf } from './conclude.ts';
import type { Story } from './context.ts';
import { mergePhases } from './merge.ts';
import { openContext } from './open.ts';
import { exportPhases, type Phases } from './phases.ts';
import { report } from './report.ts';
import { shardPhases } from './shard.ts';
import { targetsOf } from './targets.ts';

/**
 * The step of the action: inputs, preflight, export (or a shard of it), delivery, and in any case outputs and summary.
 * @returns the exit code
 */
export const runStep = (host: Host): Promise<number> =>
  run(host, 'export', ({ shard }) => (shard === undefined ? exportPhases : shardPhases));

/** The step that puts shards together, and delivers as runStep does. */
export const runMerge = (host: Host): Promise<number> => run(host, 'merge', () => mergePhases);

async function run(
  host: Host,
  step: 'export' | 'merge',
  phasesOf: (inputs: Inputs) => Phases,
): Promise<number> {
  maskSecrets(host);
  const log = new ActionLog(host, secretsOf(host.env));
  log.info('HyperStudy export');
  const story: Story = { outputs: { complete: false }, exports: [], problems: [], links: [], sessions: [] };
  let inputs: Inputs | undefined;
  try {
    inputs = readInputs(host.env, step);
    await orCrash(work(host, log, inputs, step, phasesOf(inputs), story));
  } catch (thrown) {
    story.outputs.complete = false;
    for (const text of wordsOf(thrown).split('\n')) story.problems.push({ level: 'error', text });
  }
  return report(host, log, inputs, story);
}

async function work(
  host: Host,
  log: ActionLog,
  inputs: Inputs,
  step: 'export' | 'merge',
  phases: Phases,
  story: Story,
): Promise<void> {
  await using open = openContext(host, log, inputs, step);
  const { context, stop } = open;
  story.outputs['out-dir'] = context.out;
  const targets = targetsOf(inputs);
  try {
    await phases(context, targets, stop, story);
  } finally {
    for (const target of targets) await target.close?.();
  }
}
