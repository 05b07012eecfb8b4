import { appendFileSync } from 'node:fs';
import { type Inputs, outputs as known } from '../inputs/index.ts';
import { type ActionLog, type Host, setOutput } from '../runner/index.ts';
import { summaryOf } from '../summary/index.ts';
import type { Story } from './context.ts';

/**
 * Tells how the run ended: annotations, outputs and summary, on failure too.
 * @returns the exit code
 */
export function report(host: Host, log: ActionLog, inputs: Inputs | undefined, story: Story): number {
  const failed = story.problems.some(({ level }) => level === 'error');
  for (const { level, text } of story.problems) log[level](text);
  for (const name of Object.keys(known) as (keyof typeof known)[]) {
    const value = story.outputs[name];
    if (value !== undefined) setOutput(host, name, String(value));
  }
  const file = host.env.GITHUB_STEP_SUMMARY;
  // Shards that have nothing to tell leave the page to the merge.
  const quiet = inputs?.shard !== undefined && story.problems.length === 0;
  if (inputs?.summary !== false && !quiet && file !== undefined && file !== '')
    appendFileSync(
      file,
      summaryOf(story, (text) => log.clean(text)),
    );
  return failed ? 1 : 0;
}
