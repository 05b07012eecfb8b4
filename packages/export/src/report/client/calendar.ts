import { rooms } from './data.ts';
import { disclosure, el, said, svg, table } from './dom.ts';
import { counted, dayText, momentText, ticks, timeText } from './words.ts';

/** Statuses as the picture tells them apart. */
const kinds = ['completed', 'active', 'other'] as const;
type Kind = (typeof kinds)[number];

export function kindOf(status: string | null): Kind {
  if (status === null) return 'other';
  if (/^complete/i.test(status)) return 'completed';
  return /active|waiting|running|progress/i.test(status) ? 'active' : 'other';
}

const kindWords: Readonly<Record<Kind, string>> = {
  completed: 'completed',
  active: 'still active',
  other: 'abandoned, failed or unknown',
};

interface Column {
  readonly from: number;
  readonly counts: Record<Kind, number>;
}

/** How many sessions began when. */
export function calendar(): HTMLElement | null {
  const starts = rooms.flatMap(({ start }) => start ?? []);
  if (starts.length < 2) return null;
  const from = starts.reduce((least, start) => Math.min(least, start), Number.POSITIVE_INFINITY);
  const to = starts.reduce((most, start) => Math.max(most, start), Number.NEGATIVE_INFINITY);
  const step = stepFor(to - from);
  const columns = columnsOf(from, to, step);
  const box = el('div', {
    class: 'calendar',
    role: 'img',
    'aria-label': `Sessions over time: ${counted(starts.length, 'session')} between ${momentText(from)} and ${momentText(to)} UTC.`,
  });
  new ResizeObserver(() => box.replaceChildren(drawing(columns, step, box.clientWidth || 700))).observe(box);
  const shown = kinds.filter((kind) => columns.some(({ counts }) => counts[kind] > 0));
  return el(
    'figure',
    {},
    el('figcaption', {}, `Sessions by when they began, per ${stepName(step)}: ${daysText(from, to)} (UTC)`),
    box,
    el(
      'ul',
      { class: 'legend' },
      ...shown.map((kind) =>
        el('li', {}, el('span', { class: `swatch ${kind}`, 'aria-hidden': 'true' }), kindWords[kind]),
      ),
    ),
    disclosure('As a table', () => calendarTable(columns, step)),
  );
}

const daysText = (from: number, to: number): string =>
  dayText(from) === dayText(to) ? dayText(from) : `${dayText(from)} to ${dayText(to)}`;

const day = 86_400_000;
const steps: readonly (readonly [ms: number, name: string])[] = [
  [900_000, '15 minutes'],
  [3_600_000, 'hour'],
  [6 * 3_600_000, '6 hours'],
  [day, 'day'],
  [7 * day, 'week'],
  [28 * day, '4 weeks'],
  [364 * day, 'year'],
];

const stepFor = (span: number): number =>
  steps.find(([ms]) => span / ms <= 40)?.[0] ?? Math.ceil(span / 40 / day) * day;

const stepName = (step: number): string =>
  steps.find(([ms]) => ms === step)?.[1] ?? counted(step / day, 'day');

function columnsOf(from: number, to: number, step: number): Column[] {
  const first = Math.floor(from / step);
  const columns: Column[] = Array.from({ length: Math.floor(to / step) - first + 1 }, (_, i) => ({
    from: (first + i) * step,
    counts: { completed: 0, active: 0, other: 0 },
  }));
  for (const { start, status } of rooms) {
    const column = start === null ? undefined : columns[Math.floor(start / step) - first];
    if (column !== undefined) column.counts[kindOf(status)] += 1;
  }
  return columns;
}

const total = ({ counts }: Column): number => kinds.reduce((sum, kind) => sum + counts[kind], 0);

const left = 30;

function drawing(columns: readonly Column[], step: number, width: number): SVGElement {
  const most = Math.max(1, ...columns.map(total));
  const height = 48 + Math.min(72, most * 12);
  const inner = width - left - 6;
  const each = Math.min(inner / columns.length, 48);
  const y = (count: number) => 8 + (height - 8) * (1 - count / most);
  const bars = columns.flatMap((column, i) => columnMarks(column, left + i * each, Math.max(1, each - 2), y));
  return svg(
    'svg',
    { viewBox: `0 0 ${width} ${height + 24}`, width, height: height + 24 },
    ...ticks(0, most, [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000], 4).flatMap((count) => [
      svg('path', { class: 'rule', d: `M${left} ${y(count).toFixed(1)}H${width - 6}` }),
      svg('text', { class: 'tick', x: left - 6, y: y(count) + 4, 'text-anchor': 'end' }, String(count)),
    ]),
    ...bars,
    ...dateTicks(columns, step, each, { width, height }),
  );
}

function columnMarks(column: Column, x: number, width: number, y: (count: number) => number): SVGElement[] {
  let below = 0;
  return kinds.flatMap((kind) => {
    const count = column.counts[kind];
    if (count === 0) return [];
    const [bottom, top] = [y(below), y(below + count)];
    below += count;
    const mark = svg('rect', {
      class: `kind ${kind}`,
      x: x.toFixed(1),
      y: top.toFixed(1),
      width: width.toFixed(1),
      height: (bottom - top).toFixed(1),
    });
    mark.append(
      svg('title', {}, `${momentText(column.from)}: ${counted(count, 'session')}, ${kindWords[kind]}`),
    );
    return [mark];
  });
}

function dateTicks(
  columns: readonly Column[],
  step: number,
  each: number,
  { width, height }: { width: number; height: number },
): SVGElement[] {
  const every = Math.max(1, Math.ceil(64 / each));
  return columns.flatMap(({ from }, i) => {
    const x = left + i * each;
    if (i % every !== 0 || x > width - 44) return [];
    const words = step >= day || from % day === 0 ? dayText(from).slice(0, -5) : timeText(from);
    return [svg('text', { class: 'tick', x: x.toFixed(1), y: height + 16 }, words)];
  });
}

function calendarTable(columns: readonly Column[], step: number): HTMLElement {
  const filled = columns.filter((column) => total(column) > 0);
  return table(
    `Sessions per ${stepName(step)}`,
    ['From (UTC)', ...kinds.map((kind) => kindWords[kind])],
    filled.map(({ from, counts }) => [
      said(step < day ? momentText(from) : dayText(from)),
      ...kinds.map((kind) => String(counts[kind])),
    ]),
    [1, 2, 3],
  );
}
