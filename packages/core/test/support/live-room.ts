import type { Row } from '../../src/paging/page.ts';
import { type DataServer, serveData } from './data-server.ts';
import type { FakeClock } from './fake-clock.ts';

/** A record that comes in at a time. */
export interface Arrival {
  readonly row: Row;
  /** When the server gets it, ms since 1970. */
  readonly at: number;
}

/** A server whose list grows with the clock. Records may come in late: their own time is then in the past. */
export async function serveLive(
  path: string,
  arrivals: readonly Arrival[],
  clock: FakeClock,
): Promise<DataServer> {
  const due = arrivals.toSorted((a, b) => a.at - b.at);
  const rows: Row[] = [];
  const server = await serveData({
    lists: { [path]: rows },
    clock,
    before: () => {
      let next = due[0];
      for (; next !== undefined && next.at <= clock.now(); next = due[0]) {
        due.shift();
        server.lists.get(path)?.push(next.row);
      }
      return undefined;
    },
  });
  return server;
}

/** Numbers from 0 to 1 that are the same in every run. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
