import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../server/start.ts';
import { type Bench, check } from '../support/bench.ts';
import { exportEvents } from '../support/export.ts';
import { inTurns, median, round } from '../support/measure.ts';
import { inFolder } from '../support/programs.ts';

/** An export asks first whether the key may read the experiment at all. */
const accessRequests = 1;

export const incremental: Bench = {
  name: 'incremental',
  run: ({ smoke, runs }) =>
    inFolder(tmpdir(), async (folder) => {
      const rows = smoke ? 10_000 : 1_000_000;
      const server = await startServer({ rows });
      const out = join(folder, 'out');
      try {
        await exportEvents(server, out, rows);
        let most = 0;
        const samples = await inTurns(runs, {
          again: async () => {
            await server.reset();
            const run = await exportEvents(server, out, rows);
            const { requests, rows: sent } = await server.counts();
            check('pages of the second run', sent <= 1000, true);
            most = Math.max(most, requests - accessRequests);
            return run;
          },
        });
        return {
          name: 'incremental',
          work: `incremental run with nothing new, ${rows.toLocaleString('en')} rows on disk`,
          figures: [
            { what: 'requests per data type', value: most, unit: '', most: 1 },
            { what: 'wall time', value: round(median(samples.again.seconds), 2), unit: 's', most: 1.5 },
            {
              what: 'peak memory',
              value: round(median(samples.again.peakMegabytes), 0),
              unit: 'MB',
              most: 120,
            },
          ],
          samples,
          counted: { rows, requests: most },
        };
      } finally {
        await server.stop();
      }
    }),
};
