import type { Answer, Curve, ParticipantFacts, RoomDetail } from '../model/report-model.ts';
import { type Chart, chart } from './chart.ts';
import { detailOf, type ListedRoom } from './data.ts';
import { el, said, table } from './dom.ts';
import { nameOf, sample } from './legend.ts';
import { timeline } from './timeline.ts';
import { clock, counted, grouped, momentText } from './words.ts';

/** Everything about a room; made when it is opened. */
export function roomDetails(room: ListedRoom): HTMLElement {
  const detail = detailOf(room.index);
  return el(
    'div',
    { class: 'inside' },
    facts(room),
    room.gaps.length > 0 && el('ul', { class: 'gaps' }, ...room.gaps.map((gap) => el('li', {}, said(gap)))),
    part('Participants', detail.participants.length > 0 && people(detail.participants)),
    part('Time line', detail.to > detail.from && timeline(detail)),
    ...ratingCharts(detail).map(chart),
    ...answerCharts(detail).map(chart),
    ...driftCharts(detail).map(chart),
    part('Chat', detail.chat.length + detail.chatLeftOut > 0 && chat(detail)),
  );
}

const part = (title: string, content: HTMLElement | false): HTMLElement | false =>
  content && el('section', {}, el('h3', {}, title), content);

function facts({ status, deployment, start, end, counts }: ListedRoom): HTMLElement {
  const entries: [string, string][] = [
    ['Status', status ?? 'unknown'],
    ...(deployment === null ? [] : [['Deployment', deployment] as [string, string]]),
    ['Began', start === null ? 'unknown' : `${momentText(start)} (UTC)`],
    ['Ended', end === null ? 'not yet' : `${momentText(end)} (UTC)`],
    ['Rows', grouped(counts.reduce((sum, count) => sum + count, 0))],
  ];
  return el(
    'dl',
    { class: 'facts' },
    ...entries.map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, said(value)))),
  );
}

function people(participants: readonly ParticipantFacts[]): HTMLElement {
  const time = (moment: number | null) =>
    el('span', { class: 'nowrap' }, moment === null ? '–' : momentText(moment));
  return table(
    'Who took part',
    ['Participant', 'Id', 'Role', 'Outcome', 'Joined (UTC)', 'Completed (UTC)'],
    participants.map(({ id, role, status, outcome, joined, completed }, i) => [
      el('span', { class: 'person nowrap' }, sample(i, 'shape'), said(nameOf(participants, i))),
      said(id),
      said(role ?? '–'),
      said([outcome, status].filter((word) => word !== null).join(', ') || '–'),
      time(joined),
      time(completed),
    ]),
  );
}

function grouping<T>(list: readonly T[], keyOf: (item: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of list) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups];
}

const unitAxis = { scale: 'rating, 0 to 1 of the scale', value: 'rating, as it was sent', ms: 'ms' } as const;

function ratingCharts({ ratings, participants }: RoomDetail): Chart[] {
  return grouping(ratings, ({ name, unit }) => `${unit} ${name}`).map(([, curves]) => {
    const { name = '', unit = 'scale' }: Partial<Curve> = curves[0] ?? {};
    return {
      ...{ curves, participants, unit },
      title: `Continuous rating: ${name}`,
      axis: unitAxis[unit],
      answers: [],
      marks: [],
    };
  });
}

function answerCharts({ answers, participants }: RoomDetail): Chart[] {
  return grouping(answers, ({ question, unit }) => `${unit} ${question}`).map(([, those]) => {
    const { question = '', unit = 'scale' }: Partial<Answer> = those[0] ?? {};
    return {
      ...{ participants, unit },
      title: `Answers to prompts: ${question}`,
      axis: unitAxis[unit],
      curves: [],
      answers: those,
      marks: [],
    };
  });
}

function driftCharts({ drift, participants }: RoomDetail): Chart[] {
  if (drift.length === 0) return [];
  return [
    {
      ...{ participants, curves: drift, answers: [], unit: 'ms' },
      title: 'Sync: distance of a player from the host’s (dashed: 100 and 500 ms)',
      axis: 'ms, below 0 is behind',
      marks: [-500, -100, 100, 500],
    },
  ];
}

function chat({ chat, chatLeftOut, participants }: RoomDetail): HTMLElement {
  return el(
    'div',
    {},
    el(
      'ol',
      { class: 'chat', tabindex: 0, 'aria-label': 'Chat messages' },
      ...chat.map(({ time, participant, sender, text }) =>
        el(
          'li',
          {},
          el('span', { class: 'time' }, time === null ? '–' : clock(time)),
          el(
            'span',
            { class: 'who' },
            sample(participant, 'shape'),
            said(sender ?? nameOf(participants, participant)),
          ),
          el('span', { class: 'text' }, said(text)),
        ),
      ),
    ),
    chatLeftOut > 0 &&
      el('p', { class: 'small' }, `${counted(chatLeftOut, 'more message')}: see the chat table.`),
  );
}
