import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../server/start.ts';
import type { Bench } from '../support/bench.ts';
import { exportAnew } from '../support/export.ts';
import { inTurns, median, ratio, round } from '../support/measure.ts';
import { inFolder } from '../support/programs.ts';

export const parquet: Bench = {
  name: 'parquet',
  run: ({ smoke, runs }) =>
    inFolder(tmpdir(), async (folder) => {
      const rows = smoke ? 5_000 : 200_000;
      const server = await startServer({ rows });
      const out = join(folder, 'out');
      try {
        const samples = await inTurns(runs, {
          parquet: () => exportAnew(server, out, rows, ['--format', 'parquet']),
          csv: () => exportAnew(server, out, rows),
        });
        return {
          name: 'parquet',
          work: `parquet, ${rows.toLocaleString('en')} events`,
          figures: [
            { what: 'wall time to CSV', value: ratio(samples.parquet, samples.csv), unit: '×', most: 2 },
            { what: 'wall time', value: round(median(samples.parquet.seconds), 2), unit: 's' },
            { what: 'peak memory', value: round(median(samples.parquet.peakMegabytes), 0), unit: 'MB' },
          ],
          samples,
          counted: { rows },
        };
      } finally {
        await server.stop();
      }
    }),
};
