import { type ListedRoom, rooms } from './data.ts';
import { el } from './dom.ts';
import { counted, grouped } from './words.ts';

/** Rooms on a page of the lists: what is drawn doesn't grow with the study. */
const pageSize = 25;

/** Which rooms the lists show; they are told when it changes. */
export class RoomFilter {
  #shown: readonly ListedRoom[] = rooms;
  #page = 0;
  readonly #listeners: (() => void)[] = [];
  readonly #texts = rooms.map((room) =>
    [room.id, room.deployment, room.status, ...room.participants].join('\n').toLowerCase(),
  );

  get page(): readonly ListedRoom[] {
    return this.#shown.slice(this.#page * pageSize, (this.#page + 1) * pageSize);
  }

  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Shows the page that has the room; false where there is no such room. */
  goTo(place: number): boolean {
    if (rooms[place] === undefined) return false;
    this.#shown = rooms;
    this.#turn(Math.floor(place / pageSize));
    return true;
  }

  /** Search field, status and gaps. */
  controls(): HTMLElement {
    const search = el('input', {
      type: 'search',
      id: 'search',
      autocomplete: 'off',
      spellcheck: 'false',
      placeholder: 'room, participant or deployment',
    });
    const statuses = [...new Set(rooms.map(({ status }) => status ?? 'unknown'))].sort();
    const status = el(
      'select',
      { id: 'status' },
      el('option', { value: '' }, 'any'),
      ...statuses.map((name) => el('option', { value: name }, name)),
    );
    const gaps = el('input', { type: 'checkbox', id: 'gaps' });
    const apply = () => {
      const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      this.#shown = rooms.filter(
        (room, i) =>
          words.every((word) => this.#texts[i]?.includes(word)) &&
          (status.value === '' || (room.status ?? 'unknown') === status.value) &&
          (!gaps.checked || room.gaps.length > 0),
      );
      this.#turn(0);
    };
    for (const control of [search, status, gaps]) control.addEventListener('input', apply);
    return el(
      'div',
      { class: 'filter', role: 'search', 'aria-label': 'Rooms' },
      el('label', { for: 'search' }, 'Find', search),
      el('label', { for: 'status' }, 'Status', status),
      el('label', { for: 'gaps', class: 'check' }, gaps, 'only with something missing'),
    );
  }

  /** Where in the list one is, and buttons to turn pages. */
  pager(name: string): HTMLElement {
    const all = this.#shown.length;
    const first = this.#page * pageSize;
    const place =
      all === 0
        ? 'No room is like that.'
        : all <= pageSize
          ? counted(all, 'room')
          : `Rooms ${grouped(first + 1)} to ${grouped(Math.min(all, first + pageSize))} of ${grouped(all)}`;
    const button = (words: string, by: number) => {
      const there = first + by * pageSize >= 0 && first + by * pageSize < all;
      const element = el('button', { type: 'button', disabled: !there }, words);
      element.addEventListener('click', () => this.#turn(this.#page + by));
      return element;
    };
    return el(
      'div',
      { class: 'pager', role: 'group', 'aria-label': `Pages of ${name}` },
      el('span', { role: 'status' }, place),
      ...(all <= pageSize ? [] : [button('Previous', -1), button('Next', 1)]),
    );
  }

  #turn(page: number): void {
    this.#page = page;
    for (const listener of this.#listeners) listener();
  }
}
