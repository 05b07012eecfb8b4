import type { Context, Finding, PreflightCheck, Problem, Target } from '../run/context.ts';
import { keyCheck } from './key-check.ts';

/** What is looked at for every target. */
const checks: readonly PreflightCheck[] = [keyCheck];

const marks: Readonly<Record<Finding['result'], string>> = { ok: '✓', warning: '!', failed: '✗' };

/**
 * Looks at everything that would fail later, and tells all of it at once, each with its fix. Targets come first: if one
 * would show the data to anyone, HyperStudy is asked for nothing at all.
 */
export async function preflight(context: Context, targets: readonly Target[]): Promise<Problem[]> {
  const problems: Problem[] = [];
  const exposed = await look(
    context,
    targets.flatMap((target) => target.checks),
    problems,
  );
  if (!exposed) await look(context, checks, problems);
  return problems;
}

async function look(
  context: Context,
  wanted: readonly PreflightCheck[],
  problems: Problem[],
): Promise<boolean> {
  let exposed = false;
  for (const check of wanted) {
    for await (const { result, text, fix, exposes } of check.run(context)) {
      exposed ||= exposes === true;
      context.log.info(`${marks[result]} ${check.name}: ${text}${fix === undefined ? '' : ` → ${fix}`}`);
      if (result === 'ok') continue;
      const level = result === 'failed' ? 'error' : 'warning';
      problems.push({ level, text: [`${check.name}: ${text}.`, fix].filter(Boolean).join(' ') });
    }
  }
  return exposed;
}
