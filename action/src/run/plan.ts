import { appendFileSync } from 'node:fs';
import { UsageError } from '@hyperstudy-workflows/core';
import { planShards, type ShardPlan } from '@hyperstudy-workflows/export';
import { type PlanInputs, type PlanOutputName, readPlanInputs } from '../inputs/index.ts';
import { ActionLog, type Host, maskSecrets, orCrash, secretsOf, setOutput } from '../runner/index.ts';
import { planSummary } from '../summary/index.ts';
import { bytesInWords } from '../summary/words.ts';
import { wordsOf } from './conclude.ts';
import type { Context, Problem } from './context.ts';
import { openContext } from './open.ts';
import { isReady } from './phases.ts';

/** A job may take 6 h, and starts and uploads too. ms */
const longestJob = 5.5 * 3_600_000;

/** What a hosted runner has free, less some room. Bytes. */
const diskOfRunner = 12e9;

/**
 * The step that divides an export: looks at all that would fail later, counts, and says which jobs there are to be.
 * @returns the exit code
 */
export async function runPlan(host: Host): Promise<number> {
  maskSecrets(host);
  const log = new ActionLog(host, secretsOf(host.env));
  log.info('HyperStudy export: plan');
  const problems: Problem[] = [];
  let plan: ShardPlan | undefined;
  let summary = true;
  try {
    const inputs = readPlanInputs(host.env);
    summary = inputs.summary;
    plan = await orCrash(work(host, log, inputs, problems));
  } catch (thrown) {
    for (const text of wordsOf(thrown).split('\n')) problems.push({ level: 'error', text });
  }
  for (const { level, text } of problems) log[level](text);
  if (plan !== undefined) for (const [name, value] of outputsOf(plan)) setOutput(host, name, value);
  const file = host.env.GITHUB_STEP_SUMMARY;
  if (summary && file) {
    appendFileSync(
      file,
      planSummary(plan, problems, (text) => log.clean(text)),
    );
  }
  return problems.some(({ level }) => level === 'error') ? 1 : 0;
}

async function work(
  host: Host,
  log: ActionLog,
  inputs: PlanInputs,
  problems: Problem[],
): Promise<ShardPlan | undefined> {
  await using open = openContext(host, log, inputs, 'plan');
  const { context } = open;
  const story = { outputs: {}, exports: [], problems, links: [], sessions: [] };
  if (!(await isReady(context, [], story))) return undefined;
  const plan = await log.group('Plan', () => planned(context, inputs));
  if (inputs.shards !== undefined && plan.shards > 0 && plan.shards < inputs.shards) {
    log.notice(`${plan.shards} shards instead of ${inputs.shards}: there are no more rooms or recordings.`);
  }
  problems.push(...warningsOf(plan).map((text) => ({ level: 'warning' as const, text })));
  return plan;
}

/** What makes a plan not work out. */
export function warningsOf({ shards, requests, duration, recordings }: ShardPlan): string[] {
  const hours = Math.round(duration / 3_600_000);
  const perShard = (recordings?.bytes ?? 0) / Math.max(1, shards);
  return [
    ...(duration > longestJob
      ? [
          `Some ${requests} requests take at least ${hours} h at the rate limit of the key, which shards do not raise, and a job ends before. Export fewer types, or without shards: what one run does not get done, the next one goes on with.`,
        ]
      : []),
    ...(perShard > diskOfRunner
      ? [
          `Each shard gets some ${bytesInWords(perShard)} of recordings, and a hosted runner has 14 GB of disk. Ask for more shards, or use larger runners.`,
        ]
      : []),
  ];
}

async function planned({ client, signal, log }: Context, inputs: PlanInputs): Promise<ShardPlan> {
  const [scope] = inputs.scopes;
  if (scope === undefined) throw new UsageError('experiment is needed.');
  const plan = await planShards(client, { ...inputs.settings, scope, shards: inputs.shards, signal });
  log.info(`${plan.rooms} rooms, about ${plan.requests} requests: ${plan.shards} shards until ${plan.until}`);
  return plan;
}

function outputsOf({ shards, until }: ShardPlan): [PlanOutputName, string][] {
  const include = Array.from({ length: shards }, (_, i) => ({ shard: `${i + 1}/${shards}`, until }));
  return [
    ['matrix', JSON.stringify({ include })],
    ['shards', String(shards)],
    ['until', until],
    ['empty', String(shards === 0)],
  ];
}
