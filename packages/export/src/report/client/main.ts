import { calendar } from './calendar.ts';
import { redrawAll } from './chart.ts';
import { rooms } from './data.ts';
import { RoomFilter } from './filter.ts';
import { matrix } from './matrix.ts';
import { openRoom, roomList } from './room-list.ts';

const put = (id: string, content: Node | null): void => {
  if (content !== null) document.getElementById(id)?.replaceChildren(content);
};

if (rooms.length > 0) {
  const filter = new RoomFilter();
  put('calendar', calendar());
  put('filter', filter.controls());
  put('room-list', roomList(filter));
  put('matrix', matrix(filter));
  const place = rooms.findIndex(({ id }) => location.hash === `#room=${encodeURIComponent(id)}`);
  if (filter.goTo(place)) openRoom(place);
  else document.querySelector<HTMLDetailsElement>('details.room')?.setAttribute('open', '');
}

// The colours of the charts are those of the theme when they are drawn; print is always light.
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redrawAll);
for (const [event, printing] of [
  ['beforeprint', true],
  ['afterprint', false],
] as const) {
  addEventListener(event, () => {
    document.documentElement.classList.toggle('printing', printing);
    redrawAll();
  });
}
