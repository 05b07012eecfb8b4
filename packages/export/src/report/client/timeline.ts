import type { ParticipantFacts, RecordingBar, RoomDetail } from '../model/report-model.ts';
import { disclosure, el, said, svg, table } from './dom.ts';
import { nameOf } from './legend.ts';
import { lookOf, shapePath } from './palette.ts';
import { clock, clockSteps, counted, grouped, ticks } from './words.ts';

/** What happened in a room, lane by lane over one time axis. */
export function timeline(detail: RoomDetail): HTMLElement {
  const box = el('div', { class: 'timeline', role: 'img', 'aria-label': inWords(detail) });
  const draw = () => box.replaceChildren(drawing(detail, box.clientWidth || 700));
  new ResizeObserver(draw).observe(box);
  return el(
    'div',
    {},
    box,
    disclosure('Time line as tables', () => tables(detail)),
  );
}

interface Frame {
  readonly width: number;
  /** Space for names at the left; none on narrow screens, where they stand above. */
  readonly gutter: number;
  readonly x: (time: number) => number;
}

interface Lane {
  readonly name: string;
  readonly note?: string;
  readonly height: number;
  readonly draw: (frame: Frame) => SVGElement[];
}

const gap = 7;
const axisHeight = 34;

function drawing(detail: RoomDetail, width: number): SVGElement {
  const gutter = width < 560 ? 0 : 150;
  const span = Math.max(1, detail.to - detail.from);
  const inner = width - gutter - 8;
  const frame: Frame = { width, gutter, x: (time) => gutter + ((time - detail.from) / span) * inner };
  const above = gutter === 0 ? 15 : 0;
  const parts: SVGElement[] = [];
  let y = 4;
  for (const lane of lanesOf(detail)) {
    parts.push(laneElement(lane, frame, y, above));
    y += lane.height + above + gap;
  }
  const height = y + axisHeight;
  return svg('svg', { viewBox: `0 0 ${width} ${height}`, width, height }, grid(detail, frame, y), ...parts);
}

function laneElement(lane: Lane, frame: Frame, y: number, above: number): SVGElement {
  const { gutter, width } = frame;
  const labelY = gutter === 0 ? 11 : lane.height / 2 + 4;
  return svg(
    'g',
    { transform: `translate(0 ${y})` },
    svg(
      'text',
      {
        x: gutter === 0 ? 0 : gutter - 10,
        y: labelY,
        class: 'lane',
        'text-anchor': gutter === 0 ? 'start' : 'end',
      },
      shortened(lane.name, gutter === 0 ? 40 : 16),
      lane.note === undefined ? null : svg('tspan', { class: 'muted', dx: 5 }, lane.note),
    ),
    svg(
      'g',
      { transform: `translate(0 ${above})` },
      svg('rect', {
        class: 'ground',
        x: gutter,
        y: 0,
        width: width - gutter - 8,
        height: lane.height,
        rx: 2,
      }),
      ...lane.draw(frame),
    ),
  );
}

function grid({ from, to }: RoomDetail, { width, gutter, x }: Frame, y: number): SVGElement {
  const times = ticks(from, to, clockSteps, Math.max(3, Math.floor((width - gutter) / 80)));
  return svg(
    'g',
    {},
    ...times.flatMap((time) => [
      svg('path', { class: time === 0 ? 'zero' : 'rule', d: `M${x(time).toFixed(1)} 0V${y}` }),
      svg(
        'text',
        { class: 'tick', x: x(time), y: y + 13, 'text-anchor': anchorOf(x(time), width) },
        clock(time),
      ),
    ]),
    svg('text', { class: 'tick', x: gutter, y: y + 29 }, 'time since the content began, min:s'),
  );
}

const anchorOf = (x: number, width: number): string => (x > width - 24 ? 'end' : x < 16 ? 'start' : 'middle');

function lanesOf(detail: RoomDetail): Lane[] {
  const { states, lanes, chat, recordings, participants } = detail;
  const said = chat.filter(({ time }) => time !== null);
  return [
    ...(states.length === 0 ? [] : [stateLane(detail)]),
    ...lanes.map((lane) => ({
      name: lane.category.replaceAll('_', ' '),
      note: grouped(lane.total),
      height: 13,
      draw: (frame: Frame) => eventMarks(lane, frame),
    })),
    ...(said.length === 0
      ? []
      : [
          {
            name: 'chat',
            note: grouped(chat.length + detail.chatLeftOut),
            height: 16,
            draw: (frame: Frame) => chatMarks(said, frame),
          },
        ]),
    ...recordingLanes(recordings, participants, detail.to),
  ];
}

function stateLane({ states }: RoomDetail): Lane {
  return {
    name: 'states',
    height: 26,
    draw: ({ x }) =>
      states.map(({ name, from, to }, i) => {
        const width = Math.max(1, x(to) - x(from));
        const room = Math.floor((width - 8) / 6.6);
        return svg(
          'g',
          { transform: `translate(${x(from).toFixed(1)} 0)` },
          svg('title', {}, `${name}: ${clock(from)} to ${clock(to)}`),
          svg('rect', { class: `state s${i % 2}`, x: 0, y: 0, width: width.toFixed(1), height: 26 }),
          room < 3 ? null : svg('text', { class: 'inside', x: 5, y: 17 }, shortened(name, room)),
        );
      }),
  };
}

/** Three degrees of how many events fall into a bin, each one path: a lane is four elements however full. */
function eventMarks({ bins, step, origin }: RoomDetail['lanes'][number], { x }: Frame): SVGElement[] {
  const paths = ['', '', ''];
  for (const [bin, count] of bins) {
    const from = x(origin + bin * step);
    const width = Math.max(1.6, x(origin + (bin + 1) * step) - from - 0.4);
    const degree = count === 1 ? 0 : count <= 4 ? 1 : 2;
    paths[degree] += `M${from.toFixed(1)} 1h${width.toFixed(1)}v11h${(-width).toFixed(1)}Z`;
  }
  return paths.flatMap((d, degree) => (d === '' ? [] : [svg('path', { class: `event d${degree}`, d })]));
}

function chatMarks(messages: RoomDetail['chat'], { x }: Frame): SVGElement[] {
  return messages.map(({ time, participant }) => {
    const { colour, shape } = lookOf(participant);
    return svg('path', { class: `shape p${colour}`, d: shapePath(shape, Math.round(x(time ?? 0)), 8, 4) });
  });
}

/** Recordings of one participant and kind share a lane. */
function recordingLanes(
  recordings: readonly RecordingBar[],
  participants: readonly ParticipantFacts[],
  end: number,
): Lane[] {
  const lanes = new Map<string, RecordingBar[]>();
  for (const recording of recordings) {
    if (recording.from === null) continue;
    const key = `${recording.participant} ${recording.kind}`;
    lanes.set(key, [...(lanes.get(key) ?? []), recording]);
  }
  return [...lanes.values()].map((bars) => ({
    name: nameOf(participants, bars[0]?.participant ?? -1),
    note: bars[0]?.kind,
    height: 13,
    draw: ({ x }) => bars.map((bar) => recordingMark(bar, x(bar.from ?? 0), x(bar.to ?? end))),
  }));
}

function recordingMark(
  { participant, kind, status, from, to, reason }: RecordingBar,
  start: number,
  end: number,
): SVGElement {
  const good = status !== 'failed' && status !== 'pending';
  const until = to === null ? 'still running' : `to ${clock(to)}`;
  return svg(
    'rect',
    {
      class: `recording p${lookOf(participant).colour}${good ? '' : ' open'}`,
      x: start.toFixed(1),
      y: 2,
      width: Math.max(2, end - start).toFixed(1),
      height: 9,
      rx: 2,
    },
    svg(
      'title',
      {},
      [`${kind}, ${status}: ${clock(from ?? 0)} ${until}`, reason].filter(Boolean).join(' – '),
    ),
  );
}

const shortened = (text: string, most: number): string => {
  const letters = [...text];
  return letters.length > most ? `${letters.slice(0, Math.max(1, most - 1)).join('')}…` : text;
};

function inWords({ states, lanes, chat, chatLeftOut, recordings, from, to }: RoomDetail): string {
  const events = lanes.reduce((sum, { total }) => sum + total, 0);
  const list = states.map(({ name, from }) => `${name} from ${clock(from)}`).join(', ');
  return [
    `Time line from ${clock(from)} to ${clock(to)}, minutes and seconds since the content began.`,
    states.length > 0 && `States: ${list}.`,
    `${counted(events, 'event')}, ${counted(chat.length + chatLeftOut, 'chat message')}, ${counted(recordings.length, 'recording')}.`,
  ]
    .filter(Boolean)
    .join(' ');
}

function tables({ states, lanes, recordings, participants }: RoomDetail): HTMLElement {
  return el(
    'div',
    {},
    states.length > 0 &&
      table(
        'States',
        ['State', 'From', 'To'],
        states.map(({ name, from, to }) => [said(name), clock(from), clock(to)]),
        [1, 2],
      ),
    lanes.length > 0 &&
      table(
        'Events by category',
        ['Category', 'Events', 'First', 'Last'],
        lanes.map(({ category, total, step, origin, bins }) => [
          said(category),
          grouped(total),
          clock(origin + (bins[0]?.[0] ?? 0) * step),
          clock(origin + (bins.at(-1)?.[0] ?? 0) * step),
        ]),
        [1, 2, 3],
      ),
    recordings.length > 0 &&
      table(
        'Recordings',
        ['Participant', 'Kind', 'From', 'To', 'Status', 'File'],
        recordings.map(({ participant, kind, from, to, status, file, reason }) => [
          said(nameOf(participants, participant)),
          said(kind),
          from === null ? '–' : clock(from),
          to === null ? 'running' : clock(to),
          said(reason === null ? status : `${status}: ${reason}`),
          file === null ? '–' : el('code', {}, file),
        ]),
        [2, 3],
      ),
  );
}
