/** More bars are not readable: above this, weeks are shown, then months. */
const mostBars = 45;

const day = 86_400_000;

type Step = 'day' | 'week' | 'month';

/**
 * A chart of when the sessions took place: how recruitment goes, which no table of totals shows.
 * @param starts ISO times; others are left out.
 * @returns Markdown with a Mermaid chart; undefined where there is nothing to see.
 */
export function sessionsChart(starts: readonly string[]): string | undefined {
  const times = starts
    .map((start) => Date.parse(start))
    .filter((time) => time >= 0 && time < Date.UTC(2100, 0));
  const days = new Set(times.map((time) => labelOf(time, 'day')));
  if (days.size < 2) return undefined;
  const step =
    (['day', 'week', 'month'] as const).find((one) => barsOf(times, one).size <= mostBars) ?? 'month';
  const bars = [...barsOf(times, step)].slice(-mostBars);
  const most = Math.max(...bars.map(([, count]) => count));
  return [
    '```mermaid',
    'xychart-beta',
    `  title "Sessions per ${step}"`,
    `  x-axis [${bars.map(([label]) => `"${label}"`).join(', ')}]`,
    `  y-axis "Sessions" 0 --> ${most}`,
    `  bar [${bars.map(([, count]) => count).join(', ')}]`,
    '```',
  ].join('\n');
}

/** Sessions per day, week or month from the first to the last one, empty ones included. */
function barsOf(times: readonly number[], step: Step): Map<string, number> {
  const bars = new Map<string, number>();
  const sorted = [...times].sort((a, b) => a - b);
  const [first = 0] = sorted;
  const last = sorted.at(-1) ?? 0;
  for (let time = startOf(first, 'day'); time <= last; time += day) bars.set(labelOf(time, step), 0);
  for (const time of sorted) bars.set(labelOf(time, step), (bars.get(labelOf(time, step)) ?? 0) + 1);
  return bars;
}

function labelOf(time: number, step: Step): string {
  const date = new Date(startOf(time, step)).toISOString();
  return step === 'month' ? date.slice(0, 7) : date.slice(0, 10);
}

/** Of the day, or of the Monday of its week. UTC. */
function startOf(time: number, step: Step): number {
  const midnight = time - (time % day);
  // 1970 began on a Thursday.
  return step === 'week' ? midnight - ((midnight / day + 3) % 7) * day : midnight;
}
