import type { ShardPlan } from '@hyperstudy-workflows/export';
import type { Problem } from '../run/context.ts';
import { problemList } from './summary.ts';
import { bytesInWords, numberInWords } from './words.ts';

/**
 * The summary of a plan for the page of the run.
 * @param plan undefined where there is none
 * @param clean Takes secrets out of a text.
 */
export function planSummary(
  plan: ShardPlan | undefined,
  problems: readonly Problem[],
  clean: (text: string) => string,
): string {
  const parts = [
    `## HyperStudy export: ${plan === undefined ? 'no plan' : 'plan'}`,
    problemList(problems, clean),
    plan && `<p>${factsOf(plan).join(' · ')}</p>`,
  ];
  return `${parts.filter((part) => part !== undefined).join('\n\n')}\n\n`;
}

function factsOf({ shards, rooms, recordings, requests, until }: ShardPlan): string[] {
  if (shards === 0) return ['no rooms, so nothing to export'];
  return [
    `<b>${numberInWords(shards)}</b> shards`,
    `${numberInWords(rooms)} rooms`,
    ...(recordings === undefined
      ? []
      : [`${numberInWords(recordings.files)} recordings with ${bytesInWords(recordings.bytes)}`]),
    `about ${numberInWords(requests)} requests`,
    `what came in before ${until}`,
  ];
}
