import { join } from 'node:path';
import { restoreCache, saveCache } from '../cache/index.ts';
import { preflight } from '../preflight/index.ts';
import { outputsOf, problemsOf } from './conclude.ts';
import type { Context, Story, Target } from './context.ts';
import { exportAll } from './export.ts';
import { sessionStarts } from './sessions.ts';
import type { StopSignal } from './stop.ts';

/** What a step does between its inputs and its report. What can't go on is thrown; the rest goes into the story. */
export type Phases = (
  context: Context,
  targets: readonly Target[],
  stop: StopSignal,
  story: Story,
) => Promise<void>;

/** The preflight as a phase: false where it found what would fail later. */
export async function isReady(context: Context, targets: readonly Target[], story: Story): Promise<boolean> {
  story.problems.push(...(await context.log.group('Preflight', () => preflight(context, targets))));
  return story.problems.every(({ level }) => level !== 'error');
}

/** An export of everything that is asked for. */
export const exportPhases: Phases = async (context, targets, stop, story) => {
  if (!(await isReady(context, targets, story))) return;
  const restored = await restoreCache(context);
  await prepare(context, targets);
  await exportAll(context, story);
  conclude(context, story);
  // A job that is cancelled has seconds: what is there is told, and nothing new begun.
  if (stop.cancelled || story.exports.length === 0) return;
  // Before the delivery, so that a run that can't deliver need not be fetched again.
  await saveCache(context, restored, story.exports);
  await deliver(context, targets, story);
};

export async function prepare(context: Context, targets: readonly Target[]): Promise<void> {
  for (const target of targets)
    await context.log.group(`${target.name}: what is there`, async () => target.prepare?.(context));
}

/** What the exports have to tell. */
export function conclude({ inputs, out }: Context, story: Story): void {
  story.problems.push(...problemsOf(story.exports, inputs['fail-on']));
  const manifests = story.exports.map(({ folder }) => join(out, folder, 'manifest.json')).join('\n');
  Object.assign(story.outputs, outputsOf(story.exports, inputs.scopes.length, manifests));
}

export async function deliver(context: Context, targets: readonly Target[], story: Story): Promise<void> {
  story.sessions.push(...(await sessionStarts(context, story.exports)));
  for (const target of targets) {
    const delivery = await context.log.group(target.name, () => target.deliver(context, story.exports));
    Object.assign(story.outputs, delivery.outputs);
    story.links.push(...delivery.links);
    story.problems.push(...delivery.problems);
  }
}
