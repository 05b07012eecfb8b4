import type { Context, Finding, PreflightCheck, Problem, Target } from '../run/context.ts';
import { keyCheck } from './key-check.ts';
import { publicCheck } from './public-check.ts';
import { sizeCheck } from './size-check.ts';

/**
 * What is looked at for every target. Shards leave to their plan what would cost each of them requests; a merge asks
 * HyperStudy for nothing, and a plan downloads nothing.
 */
function generalOf({ step, inputs }: Context): readonly PreflightCheck[] {
  if (step === 'plan') return [publicCheck, keyCheck];
  if (step === 'merge' || inputs.shard !== undefined) return [publicCheck];
  return [publicCheck, keyCheck, sizeCheck];
}

const marks: Readonly<Record<Finding['result'], string>> = { ok: '✓', warning: '!', failed: '✗' };

/**
 * Looks at everything that would fail later, and tells all of it at once, each with its fix. Only where a guard says no
 * the rest is left: then the service must not be asked for data.
 */
export async function preflight(context: Context, targets: readonly Target[]): Promise<Problem[]> {
  const checks = [...generalOf(context), ...targets.flatMap((target) => target.checks)];
  const guarded = await problemsOf(
    context,
    checks.filter(({ guards }) => guards),
  );
  if (guarded.some(({ level }) => level === 'error')) return guarded;
  return [
    ...guarded,
    ...(await problemsOf(
      context,
      checks.filter(({ guards }) => !guards),
    )),
  ];
}

async function problemsOf(context: Context, checks: readonly PreflightCheck[]): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const check of checks) {
    for await (const { result, text, fix } of check.run(context)) {
      context.log.info(`${marks[result]} ${check.name}: ${text}${fix === undefined ? '' : ` → ${fix}`}`);
      if (result === 'ok') continue;
      const level = result === 'failed' ? 'error' : 'warning';
      problems.push({ level, text: [`${check.name}: ${text}.`, fix].filter(Boolean).join(' ') });
    }
  }
  return problems;
}
