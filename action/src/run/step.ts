import { join } from 'node:path';
import { HyperStudy } from '@hyperstudy-workflows/core';
import { restoreCache, saveCache } from '../cache/index.ts';
import { type Inputs, type Outputs, readInputs } from '../inputs/index.ts';
import { preflight } from '../preflight/index.ts';
import {
  ActionLog,
  forgetSecrets,
  type Host,
  maskSecrets,
  runFacts,
  saveState,
  secretsOf,
} from '../runner/index.ts';
import { outputsOf, problemsOf, wordsOf } from './conclude.ts';
import type { Context, Exported, Link, Problem, Target } from './context.ts';
import { exportAll } from './export.ts';
import { outFolder, queryIdOf } from './paths.ts';
import { report } from './report.ts';
import { type StopSignal, stopSignal } from './stop.ts';
import { targetsOf } from './targets.ts';

/** What a run has to tell at its end, as far as it came. */
export interface Story {
  readonly outputs: Outputs;
  readonly exports: Exported[];
  readonly problems: Problem[];
  readonly links: Link[];
}

/**
 * The step: inputs, preflight, export, delivery, and in any case outputs and summary.
 * @returns the exit code
 */
export async function runStep(host: Host): Promise<number> {
  maskSecrets(host);
  const log = new ActionLog(host, secretsOf(host.env));
  log.info('HyperStudy export');
  const story: Story = { outputs: { complete: false }, exports: [], problems: [], links: [] };
  let inputs: Inputs | undefined;
  try {
    inputs = readInputs(host.env);
    await work(host, log, inputs, story);
  } catch (thrown) {
    for (const text of wordsOf(thrown).split('\n')) story.problems.push({ level: 'error', text });
  }
  return report(host, log, inputs, story);
}

async function work(host: Host, log: ActionLog, inputs: Inputs, story: Story): Promise<void> {
  const facts = runFacts(host);
  const { path: out, temporary } = outFolder(inputs, facts);
  if (temporary) saveState(host, 'folder', out);
  story.outputs['out-dir'] = out;
  using stop = stopSignal(inputs.deadline);
  const client = new HyperStudy({
    apiKey: inputs['api-key'] ?? host.env.HYPERSTUDY_API_KEY,
    baseUrl: inputs['base-url'],
    organizationId: inputs['organization-id'],
    budget: inputs.budget,
    logger: log,
  });
  forgetSecrets(host.env);
  const targets = targetsOf(inputs);
  try {
    const { signal, cancellation } = stop;
    await phases(
      { inputs, facts, log, client, out, queryId: queryIdOf(inputs), signal, cancellation },
      targets,
      stop,
      story,
    );
  } finally {
    for (const target of targets) await target.close?.();
    await client.close();
  }
}

async function phases(
  context: Context,
  targets: readonly Target[],
  stop: StopSignal,
  story: Story,
): Promise<void> {
  const { inputs, log, out } = context;
  story.problems.push(...(await log.group('Preflight', () => preflight(context, targets))));
  if (story.problems.some(({ level }) => level === 'error')) return;
  const restored = await restoreCache(context);
  for (const target of targets)
    await log.group(`${target.name}: what is there`, async () => target.prepare?.(context));
  story.exports.push(...(await exportAll(context)));
  story.problems.push(...problemsOf(story.exports, inputs['fail-on']));
  const manifests = story.exports.map(({ folder }) => join(out, folder, 'manifest.json')).join('\n');
  Object.assign(story.outputs, outputsOf(story.exports, inputs.scopes.length, manifests));
  // A job that is cancelled has seconds: what is there is told, and nothing new begun.
  if (stop.cancelled) return;
  for (const target of targets) {
    const delivery = await log.group(target.name, () => target.deliver(context, story.exports));
    Object.assign(story.outputs, delivery.outputs);
    story.links.push(...delivery.links);
    story.problems.push(...delivery.problems);
  }
  await saveCache(context, restored, story.exports);
}
