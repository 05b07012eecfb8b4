import { kindOf } from './calendar.ts';
import { detailOf, type ListedRoom } from './data.ts';
import { el, said, svg } from './dom.ts';
import type { RoomFilter } from './filter.ts';
import { roomDetails } from './room.ts';
import { counted, lengthText, momentText } from './words.ts';

/** The sessions, each of which opens in place. */
export function roomList(filter: RoomFilter): HTMLElement {
  const box = el('div');
  const fill = () => {
    const rooms = filter.page;
    const longest = rooms.reduce((most, { index }) => Math.max(most, detailOf(index).to), 1);
    box.replaceChildren(filter.pager('sessions'), ...rooms.map((room) => roomEntry(room, longest)));
  };
  filter.onChange(fill);
  fill();
  return box;
}

function roomEntry(room: ListedRoom, longest: number): HTMLElement {
  const { id, status, start, end, participants, expected, gaps } = room;
  const length = start !== null && end !== null && end > start ? lengthText(end - start) : undefined;
  const people =
    expected === null || expected === participants.length
      ? counted(participants.length, 'participant')
      : `${participants.length} of ${counted(expected, 'participant')}`;
  const entry = el(
    'details',
    { class: 'room', id: `room-${room.index}` },
    el(
      'summary',
      {},
      el('span', { class: 'id' }, said(id)),
      el('span', { class: `chip ${kindOf(status)}` }, said(status ?? 'status unknown')),
      el(
        'span',
        { class: 'when' },
        [start === null ? 'start unknown' : momentText(start), length].filter(Boolean).join(' · '),
      ),
      el('span', { class: 'who' }, people),
      miniature(room.index, longest),
      gaps.length > 0 && el('span', { class: 'chip gap' }, `! ${counted(gaps.length, 'gap')}`),
    ),
  );
  entry.addEventListener('toggle', () => {
    if (entry.open && entry.childElementCount === 1) entry.append(roomDetails(room));
  });
  return entry;
}

/** The states of a session at a glance, all on one scale; the opened room has them in full. */
function miniature(index: number, longest: number): SVGElement {
  const { states } = detailOf(index);
  const x = (time: number) => ((Math.max(0, time) / longest) * 160).toFixed(1);
  return svg(
    'svg',
    { class: 'mini', viewBox: '0 0 160 10', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    ...states.map(({ from, to }, i) =>
      svg('rect', {
        class: `state s${i % 2}`,
        x: x(from),
        y: 0,
        height: 10,
        width: (Number(x(to)) - Number(x(from))).toFixed(1),
      }),
    ),
  );
}

/** Opens a room that is on the page, and goes there. */
export function openRoom(index: number): void {
  const entry = document.getElementById(`room-${index}`);
  if (!(entry instanceof HTMLDetailsElement)) return;
  entry.open = true;
  entry.scrollIntoView({ block: 'start' });
  entry.querySelector('summary')?.focus({ preventScroll: true });
}
