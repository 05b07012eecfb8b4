import { join } from 'node:path';
import { HyperStudy } from '@hyperstudy-workflows/core';
import { restoreCache, saveCache } from '../cache/index.ts';
import { type Inputs, readInputs } from '../inputs/index.ts';
import { preflight } from '../preflight/index.ts';
import {
  ActionLog,
  forgetSecrets,
  type Host,
  maskSecrets,
  orCrash,
  runFacts,
  saveState,
  secretsOf,
} from '../runner/index.ts';
import { outputsOf, problemsOf, wordsOf } from './conclude.ts';
import type { Context, Story, Target } from './context.ts';
import { exportAll } from './export.ts';
import { foldersOf, queryIdOf } from './paths.ts';
import { report } from './report.ts';
import { sessionStarts } from './sessions.ts';
import { type StopSignal, stopSignal } from './stop.ts';
import { targetsOf } from './targets.ts';

/**
 * The step: inputs, preflight, export, delivery, and in any case outputs and summary.
 * @returns the exit code
 */
export async function runStep(host: Host): Promise<number> {
  maskSecrets(host);
  const log = new ActionLog(host, secretsOf(host.env));
  log.info('HyperStudy export');
  const story: Story = { outputs: { complete: false }, exports: [], problems: [], links: [], sessions: [] };
  let inputs: Inputs | undefined;
  try {
    inputs = readInputs(host.env);
    await orCrash(work(host, log, inputs, story));
  } catch (thrown) {
    story.outputs.complete = false;
    for (const text of wordsOf(thrown).split('\n')) story.problems.push({ level: 'error', text });
  }
  return report(host, log, inputs, story);
}

async function work(host: Host, log: ActionLog, inputs: Inputs, story: Story): Promise<void> {
  const facts = runFacts(host);
  const { own, out, scratch } = foldersOf(inputs, facts);
  saveState(host, 'folder', own);
  // Where the cache client puts its archives: they hold personal data and must go with the rest.
  host.env.RUNNER_TEMP = scratch;
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
      { inputs, facts, log, client, out, scratch, queryId: queryIdOf(inputs), signal, cancellation },
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
  await exportAll(context, story);
  story.problems.push(...problemsOf(story.exports, inputs['fail-on']));
  const manifests = story.exports.map(({ folder }) => join(out, folder, 'manifest.json')).join('\n');
  Object.assign(story.outputs, outputsOf(story.exports, inputs.scopes.length, manifests));
  // A job that is cancelled has seconds: what is there is told, and nothing new begun.
  if (stop.cancelled || story.exports.length === 0) return;
  // Before the delivery, so that a run that can't deliver need not be fetched again.
  await saveCache(context, restored, story.exports);
  story.sessions.push(...(await sessionStarts(context)));
  for (const target of targets) {
    const delivery = await log.group(target.name, () => target.deliver(context, story.exports));
    Object.assign(story.outputs, delivery.outputs);
    story.links.push(...delivery.links);
    story.problems.push(...delivery.problems);
  }
}
