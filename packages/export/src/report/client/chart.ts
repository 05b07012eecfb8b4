import uPlot from 'uplot';
import type { Answer, Curve, ParticipantFacts } from '../model/report-model.ts';
import { joined, lineOf } from './curve-data.ts';
import { disclosure, el, said, table } from './dom.ts';
import { legend, nameOf } from './legend.ts';
import { lookOf, shapePath, styleOf } from './palette.ts';
import { clock, counted, valueText } from './words.ts';

export interface Chart {
  readonly title: string;
  /** What the vertical axis counts, with its unit. */
  readonly axis: string;
  readonly unit: Curve['unit'];
  readonly curves: readonly Curve[];
  readonly answers: readonly Answer[];
  /** Values that mark bands, e.g. ±100 ms. */
  readonly marks: readonly number[];
  readonly participants: readonly ParticipantFacts[];
}

/** Charts that are on the page: they are drawn again for another theme, and for print. */
const drawn = new Map<HTMLElement, () => void>();

export function redrawAll(): void {
  for (const [box, draw] of drawn) {
    if (box.isConnected) draw();
    else drawn.delete(box);
  }
}

/** Curves of several participants over one another, with a legend, a keyboard cursor and a table. */
export function chart(facts: Chart): HTMLElement {
  const people = [...new Set([...facts.curves, ...facts.answers].map(({ participant }) => participant))];
  const values = new Map(people.map((participant) => [participant, el('span', { class: 'value' })]));
  const entries = people.map((participant) => ({ participant, value: values.get(participant) }));
  const box = el('div', {
    class: 'plot',
    tabindex: 0,
    role: 'group',
    'aria-roledescription': 'chart',
    'aria-label': inWords(facts),
  });
  const status = el('p', { class: 'hidden', role: 'status' });
  let plot: uPlot | undefined;
  const draw = () => {
    plot?.destroy();
    plot = plotIn(box, facts, values);
  };
  new ResizeObserver(() => {
    if (plot === undefined) draw();
    else if (plot.width !== box.clientWidth && box.clientWidth > 0)
      plot.setSize({ width: box.clientWidth, height });
  }).observe(box);
  drawn.set(box, draw);
  box.addEventListener('keydown', (event) => {
    if (plot !== undefined && moveCursor(plot, event)) status.textContent = atCursor(facts, values, plot);
  });
  const mark = facts.curves.length === 0 ? 'shape' : facts.curves.length === 1 ? 'solid' : 'line';
  return el(
    'figure',
    { class: 'chart' },
    el('figcaption', {}, facts.title),
    legend(facts.participants, mark, entries),
    box,
    status,
    el(
      'div',
      { class: 'below' },
      disclosure('Values as a table', () => valueTable(facts)),
      mark !== 'shape' &&
        el(
          'span',
          { class: 'muted keys' },
          'Drag to zoom, double click to go back; arrow keys move the cursor.',
        ),
    ),
  );
}

const height = 230;

function plotIn(box: HTMLElement, facts: Chart, values: ReadonlyMap<number, HTMLElement>): uPlot {
  const lines = facts.curves.map(lineOf);
  const data = lines.length > 0 ? joined(lines) : answerTimes(facts.answers);
  const options: uPlot.Options = {
    width: box.clientWidth || 700,
    height,
    legend: { show: false },
    cursor: { y: false, drag: { x: true, y: false }, points: { size: 7 } },
    scales: { x: { time: false }, y: { range: (_, least, most) => rangeOf(facts, least, most) } },
    axes: axesOf(facts),
    series: [
      {},
      ...(lines.length > 0
        ? lines.flatMap(({ participant }) => seriesOf(participant, dashOf(participant, facts)))
        : [{ show: false }]),
    ],
    bands: lines.map(({ participant }, i) => ({ series: [i * 3 + 2, i * 3 + 3], fill: faint(participant) })),
    padding: [10, 8, 0, 0],
    hooks: {
      drawAxes: [(plot) => drawMarks(plot, facts.marks)],
      draw: [(plot) => drawAnswers(plot, facts.answers)],
      setCursor: [(plot) => showValues(plot, facts, values)],
    },
  };
  return new uPlot(options, data, box);
}

/** Noisy lines stay readable: where there is only one, it needs no dashes. */
const dashOf = (participant: number, { curves }: Chart): number[] =>
  curves.length > 1 ? [...lookOf(participant).dash] : [];

const colourOf = (participant: number): string => styleOf(`--p${lookOf(participant).colour}`);
const faint = (participant: number): string => `${colourOf(participant)}2e`;

function seriesOf(participant: number, dash: number[]): uPlot.Series[] {
  const edge = { stroke: 'transparent', width: 0, points: { show: false } };
  return [{ stroke: colourOf(participant), width: 1.75, dash, points: { show: false } }, edge, edge];
}

function axesOf({ axis, unit }: Chart): uPlot.Axis[] {
  const look = {
    stroke: styleOf('--muted'),
    font: '12px system-ui, sans-serif',
    labelFont: '12px system-ui, sans-serif',
    grid: { stroke: styleOf('--rule'), width: 1 },
    ticks: { stroke: styleOf('--rule'), width: 1, size: 4 },
  };
  return [
    {
      ...look,
      label: 'time since the content began, min:s',
      labelSize: 22,
      size: 30,
      space: 64,
      incrs: [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14_400, 43_200],
      values: (_, splits) => splits.map((seconds) => clock(seconds * 1000)),
    },
    {
      ...look,
      label: axis,
      labelSize: 24,
      size: 46,
      space: 34,
      values: (_, splits) =>
        splits.map((value) =>
          unit === 'ms' ? String(Math.round(value)).replace('-', '−') : String(Number(value.toPrecision(6))),
        ),
    },
  ];
}

/** A scale is shown whole; anything else as far as it goes. */
function rangeOf(
  { unit, curves, answers, marks }: Chart,
  least: number | null,
  most: number | null,
): [number, number] {
  const points = curves.length > 0 ? [] : answers.flatMap(({ value }) => value ?? []);
  const low = Math.min(...points, least ?? (unit === 'scale' ? 0 : Number.POSITIVE_INFINITY));
  const high = Math.max(...points, most ?? (unit === 'scale' ? 1 : Number.NEGATIVE_INFINITY));
  if (unit === 'scale') return [Math.min(0, low) - 0.03, Math.max(1, high) + 0.03];
  const inner = marks.filter((mark) => Math.abs(mark) <= 100);
  const [from, to] = [Math.min(low, ...inner), Math.max(high, ...inner)];
  if (!Number.isFinite(from) || !Number.isFinite(to)) return [0, 1];
  const margin = (to - from || Math.abs(to) || 1) * 0.06;
  return [from - margin, to + margin];
}

function drawMarks({ ctx, bbox, valToPos }: uPlot, marks: readonly number[]): void {
  ctx.save();
  ctx.strokeStyle = styleOf('--muted');
  ctx.setLineDash([3 * devicePixelRatio, 4 * devicePixelRatio]);
  ctx.lineWidth = devicePixelRatio;
  for (const mark of marks) {
    const y = Math.round(valToPos(mark, 'y', true));
    if (y < bbox.top || y > bbox.top + bbox.height) continue;
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
  }
  ctx.restore();
}

function drawAnswers({ ctx, bbox, valToPos }: uPlot, answers: readonly Answer[]): void {
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.lineWidth = 1.5 * devicePixelRatio;
  ctx.strokeStyle = styleOf('--card');
  for (const { participant, time, value } of answers) {
    if (value === null) continue;
    const path = new Path2D(
      shapePath(
        lookOf(participant).shape,
        valToPos(time / 1000, 'x', true),
        valToPos(value, 'y', true),
        5 * devicePixelRatio,
      ),
    );
    ctx.fillStyle = colourOf(participant);
    ctx.fill(path);
    ctx.stroke(path);
  }
  ctx.restore();
}

/** Without curves the answers say how far the time axis reaches. */
function answerTimes(answers: readonly Answer[]): uPlot.AlignedData {
  const times = answers.map(({ time }) => time / 1000);
  const first = times.reduce((least, time) => Math.min(least, time), Number.POSITIVE_INFINITY);
  const last = times.reduce((most, time) => Math.max(most, time), Number.NEGATIVE_INFINITY);
  const margin = Math.max(5, (last - first) * 0.04);
  return [
    [first - margin, last + margin],
    [null, null],
  ];
}

function showValues(plot: uPlot, { curves, unit }: Chart, values: ReadonlyMap<number, HTMLElement>): void {
  for (const [participant, element] of values) {
    const line = curves.findIndex((curve) => curve.participant === participant);
    const at = plot.cursor.idx;
    const value = line === -1 || at === null || at === undefined ? null : plot.data[line * 3 + 1]?.[at];
    element.textContent = value === null || value === undefined ? '' : valueText(value, unit);
  }
}

const atCursor = (
  { participants }: Chart,
  values: ReadonlyMap<number, HTMLElement>,
  { data, cursor }: uPlot,
): string =>
  [
    clock((data[0][cursor.idx ?? 0] ?? 0) * 1000),
    ...[...values].map(
      ([participant, { textContent }]) => `${nameOf(participants, participant)} ${textContent || 'no value'}`,
    ),
  ].join(', ');

/** Arrow keys, Home and End; with Shift in longer strides. True where the cursor moved. */
function moveCursor(plot: uPlot, event: KeyboardEvent): boolean {
  const times = plot.data[0];
  const last = times.length - 1;
  const now = plot.cursor.idx ?? -1;
  const stride = event.shiftKey ? Math.max(2, Math.round(last / 20)) : 1;
  const moves: Readonly<Record<string, number>> = {
    ArrowRight: now + stride,
    ArrowLeft: now - stride,
    Home: 0,
    End: last,
  };
  const wanted = moves[event.key];
  if (wanted === undefined || last < 1) return false;
  event.preventDefault();
  const time = times[Math.max(0, Math.min(last, wanted))] ?? 0;
  plot.setCursor({ left: plot.valToPos(time, 'x'), top: plot.over.clientHeight / 2 });
  return true;
}

function inWords({ title, curves, answers, unit, participants }: Chart): string {
  const each = curves.map((curve) => {
    const known = curve.mean.filter((value) => value !== null).map((value) => value / curve.factor);
    const [least, most] = [Math.min(...known), Math.max(...known)];
    return `${nameOf(participants, curve.participant)}: ${counted(curve.samples, 'sample')} from ${valueText(least, unit)} to ${valueText(most, unit)}`;
  });
  const points = answers.length > 0 ? [counted(answers.length, 'answer')] : [];
  return `${title}. ${[...each, ...points].join('; ')}. Arrow keys move the cursor.`;
}

/** Longer curves are thinned for the table. */
const mostRows = 60;

function valueTable({ title, curves, answers, unit, participants }: Chart): HTMLElement {
  if (curves.length === 0) {
    return table(
      title,
      ['Time', 'Participant', 'Answer'],
      answers.map(({ time, participant, value }) => [
        clock(time),
        said(nameOf(participants, participant)),
        value === null ? 'none in time' : valueText(value, unit),
      ]),
      [0, 2],
    );
  }
  const [times, ...rows] = joined(curves.map(lineOf));
  const every = Math.max(1, Math.ceil(times.length / mostRows));
  const picked = [...times.keys()].filter((i) => i % every === 0);
  const note = every === 1 ? '' : `, every ${every}th point`;
  return table(
    title + note,
    ['Time', ...curves.map(({ participant }) => nameOf(participants, participant))],
    picked.map((i) => [
      clock((times[i] ?? 0) * 1000),
      ...curves.map((_, line) => valueText(rows[line * 3]?.[i], unit)),
    ]),
    [0, ...curves.keys()].map((_, i) => i),
  );
}
