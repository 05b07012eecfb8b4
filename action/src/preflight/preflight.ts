import type { Context, Finding, PreflightCheck, Problem, Target } from '../run/context.ts';
import { keyCheck } from './key-check.ts';

/** What is looked at for every target. */
const checks: readonly PreflightCheck[] = [keyCheck];

const marks: Readonly<Record<Finding['result'], string>> = { ok: '✓', warning: '!', failed: '✗' };

/** Looks at everything that would fail later, and tells all of it at once, each with its fix. */
export async function preflight(context: Context, targets: readonly Target[]): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const check of [...checks, ...targets.flatMap((target) => target.checks)]) {
    for await (const { result, text, fix } of check.run(context)) {
      context.log.info(`${marks[result]} ${check.name}: ${text}${fix === undefined ? '' : ` → ${fix}`}`);
      if (result === 'ok') continue;
      const level = result === 'failed' ? 'error' : 'warning';
      problems.push({ level, text: [`${check.name}: ${text}.`, fix].filter(Boolean).join(' ') });
    }
  }
  return problems;
}
