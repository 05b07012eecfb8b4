import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../server/start.ts';
import type { Bench, Figure } from '../support/bench.ts';
import { exportEvents } from '../support/export.ts';
import { round } from '../support/measure.ts';
import { inFolder } from '../support/programs.ts';

/** An export asks first whether the key may read the experiment at all. */
const accessRequests = 1;

const cases = [
  { rows: 0, page: 1000 },
  { rows: 1, page: 1000 },
  { rows: 999, page: 1000 },
  { rows: 1000, page: 1000 },
  { rows: 1001, page: 1000 },
  { rows: 20_000, page: 1000 },
  { rows: 20_000, page: 100 },
  { rows: 200_000, page: 1000 },
] as const;

const allowed = (rows: number, page: number): number => Math.ceil(rows / page) * (1 + 1 / page) + 2;

export const requestCount: Bench = {
  name: 'requests',
  run: ({ smoke }) =>
    inFolder(tmpdir(), async (folder) => {
      const figures: Figure[] = [];
      const counted: Record<string, number> = {};
      for (const { rows, page } of cases.filter((each) => !smoke || each.rows <= 1001)) {
        const server = await startServer({ rows });
        try {
          await exportEvents(
            server,
            join(folder, `${rows}-${page}`),
            rows,
            page === 1000 ? [] : ['--page-size', page],
          );
          const requests = (await server.counts()).requests - accessRequests;
          const what = `${rows.toLocaleString('en')} rows by ${page}`;
          figures.push({ what, value: requests, unit: 'requests', most: round(allowed(rows, page), 1) });
          counted[what] = requests;
        } finally {
          await server.stop();
        }
      }
      return {
        name: 'requests',
        work: 'request count: at most ceil(rows / page) × (1 + 1/page) + 2 per data type and scope',
        figures,
        samples: {},
        counted,
      };
    }),
};
