import type { PageData } from '../model/page-data.ts';
import type { RoomDetail, RoomOverview } from '../model/report-model.ts';

const textOf = (id: string): string => document.getElementById(id)?.textContent ?? '';

export const data: PageData = JSON.parse(textOf('data'));

/** A room with its place in the data. */
export interface ListedRoom extends RoomOverview {
  readonly index: number;
}

export const rooms: readonly ListedRoom[] = data.rooms.map((room, index) => ({ ...room, index }));

let lines: string[] | undefined;

/** The details of a room, read only when they are needed. */
export function detailOf(index: number): RoomDetail {
  // The first line is empty: it ends the line of the element's tag.
  lines ??= textOf('rooms').split('\n').slice(1);
  const detail: RoomDetail = JSON.parse(lines[index] ?? '');
  return detail;
}
