import { data, type ListedRoom } from './data.ts';
import { el, said } from './dom.ts';
import type { RoomFilter } from './filter.ts';
import { openRoom } from './room-list.ts';
import { grouped } from './words.ts';

/** Which room has what: rows by data type. */
export function matrix(filter: RoomFilter): HTMLElement {
  const box = el('div');
  const fill = () => box.replaceChildren(filter.pager('completeness'), matrixTable(filter.page));
  filter.onChange(fill);
  fill();
  return box;
}

function matrixTable(rooms: readonly ListedRoom[]): HTMLElement {
  return el(
    'div',
    { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Completeness, table' },
    el(
      'table',
      { class: 'grid matrix' },
      el('caption', {}, 'Rows by room and data type'),
      el(
        'thead',
        {},
        el(
          'tr',
          {},
          el('th', { scope: 'col' }, 'Room'),
          el('th', { scope: 'col' }, 'Missing'),
          ...data.roomTypes.map(({ title }) => el('th', { scope: 'col', class: 'n' }, title)),
        ),
      ),
      el('tbody', {}, ...rooms.map(matrixRow)),
    ),
  );
}

function matrixRow({ id, index, gaps, counts }: ListedRoom): HTMLElement {
  const button = el('button', { type: 'button', class: 'link' }, said(id));
  button.addEventListener('click', () => openRoom(index));
  return el(
    'tr',
    {},
    el('th', { scope: 'row' }, button),
    el(
      'td',
      { class: gaps.length > 0 ? 'missing' : 'muted' },
      gaps.length > 0 ? said(gaps.join('; ')) : 'nothing',
    ),
    ...counts.map((count) =>
      el(
        'td',
        { class: count === 0 ? 'n none' : 'n' },
        count === 0 ? el('span', {}, '–', el('span', { class: 'hidden' }, ' none')) : grouped(count),
      ),
    ),
  );
}
