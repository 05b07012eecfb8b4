import type { Story } from '../run/step.ts';
import type { ActionLog } from '../runner/index.ts';

export function summaryOf(story: Story, log: ActionLog): string {
  return `## HyperStudy export\n\n${story.problems.map(({ text }) => `- ${log.clean(text)}`).join('\n')}\n`;
}
