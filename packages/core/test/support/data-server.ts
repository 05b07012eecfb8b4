import type { Clock } from '../../src/environment/clock.ts';
import { systemClock } from '../../src/environment/clock.ts';
import type { Row } from '../../src/paging/page.ts';
import { type Handler, json, type Seen, serve, type TestServer } from './server.ts';

/** A server with lists by path that sorts, filters by time and category, and pages as the API does. */
export interface DataServer extends TestServer {
  /** Rows by path, e.g. /data/events/room/r; change them while clients read. */
  readonly lists: Map<string, Row[]>;
}

export interface DataServerOptions {
  readonly lists?: Readonly<Record<string, readonly Row[]>>;
  /** Clock of the Date header. */
  readonly clock?: Clock;
  /** Called before each answer; a handler that it returns answers instead. */
  readonly before?: (request: Seen, number: number) => Handler | undefined;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

export async function serveData(options: DataServerOptions = {}): Promise<DataServer> {
  const { clock = systemClock } = options;
  const lists = new Map(Object.entries(options.lists ?? {}).map(([path, rows]) => [path, [...rows]]));
  let number = 0;
  const server = await serve((request, response) => {
    number += 1;
    response.setHeader('date', new Date(clock.now()).toUTCString());
    const other = options.before?.(request, number);
    if (other !== undefined) return other(request, response);
    const list = lists.get(request.path);
    if (list === undefined) return json(response, { status: 'error', error: { code: 'NOT_FOUND' } }, 404);
    return json(response, { status: 'success', ...pageOf(list, request.query, options.metadata) });
  });
  return Object.assign(server, { lists });
}

function pageOf(list: readonly Row[], query: Seen['query'], metadata: object | undefined) {
  const { startTime, endTime, category, sort, order } = query;
  const inside = list.filter((row) => {
    const time = Date.parse(String(row.timestamp));
    if (startTime !== undefined && !(time >= Date.parse(startTime))) return false;
    if (endTime !== undefined && !(time < Date.parse(endTime))) return false;
    return category === undefined || row.category === category;
  });
  const sign = order === 'desc' ? -1 : 1;
  const found =
    sort === undefined ? inside : inside.toSorted((a, b) => sign * compare(String(a[sort]), String(b[sort])));
  const offset = Number(query.offset ?? 0);
  const data = found.slice(offset, offset + Number(query.limit ?? 1000));
  const more = offset + data.length < found.length;
  const pagination = {
    total: found.length,
    returned: data.length,
    hasMore: more,
    ...(more ? { nextOffset: offset + data.length } : {}),
  };
  return { data, metadata: { pagination, ...metadata } };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Events, one per second. */
export const events = (count: number, fields: Row = {}): Row[] =>
  Array.from({ length: count }, (_, i) => ({
    id: `evt_${i}`,
    timestamp: new Date(Date.UTC(2026, 2, 11, 15) + i * 1000).toISOString(),
    ...fields,
  }));
