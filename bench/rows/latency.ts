import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../server/start.ts';
import type { Bench } from '../support/bench.ts';
import { exportAnew, floorOfExport, tablesOnly } from '../support/export.ts';
import { inTurns, median, ratio, round } from '../support/measure.ts';
import { inFolder } from '../support/programs.ts';

/** ms before each answer. */
const latency = 50;

export const withLatency: Bench = {
  name: 'latency',
  run: ({ smoke, runs }) =>
    inFolder(tmpdir(), async (folder) => {
      const rows = smoke ? 5_000 : 200_000;
      const server = await startServer({ rows, latency });
      try {
        const file = join(folder, 'floor.csv');
        const samples = await inTurns(runs, {
          export: () => exportAnew(server, join(folder, 'out'), rows, tablesOnly),
          'floor, 8 at once': () => floorOfExport(server, file, rows, 8),
          'floor, one at a time': () => floorOfExport(server, file, rows, 1),
        });
        const sequential = samples['floor, one at a time'];
        return {
          name: 'latency',
          work: `the same with ${latency} ms latency per request, budget off`,
          figures: [
            {
              what: 'wall time to one request at a time',
              value: ratio(samples.export, sequential),
              unit: '×',
              most: 0.167,
            },
            {
              what: 'wall time to floor, 8 at once',
              value: ratio(samples.export, samples['floor, 8 at once']),
              unit: '×',
            },
            { what: 'wall time', value: round(median(samples.export.seconds), 2), unit: 's' },
          ],
          samples,
          counted: { rows },
        };
      } finally {
        await server.stop();
      }
    }),
};
