import { stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../server/start.ts';
import type { Bench } from '../support/bench.ts';
import { counted, exportAnew, floorOfExport, tablesOnly } from '../support/export.ts';
import { inTurns, median, ratio, round } from '../support/measure.ts';
import { inFolder } from '../support/programs.ts';

/** Requests at once of the floor. */
const concurrency = 4;

export const exportCsv: Bench = {
  name: 'export-csv',
  run: ({ smoke, runs }) =>
    inFolder(tmpdir(), async (folder) => {
      const rows = smoke ? 5_000 : 200_000;
      const server = await startServer({ rows });
      const out = join(folder, 'out');
      try {
        const samples = await inTurns(runs, {
          export: () => exportAnew(server, out, rows, tablesOnly),
          'with report and codebook': () => exportAnew(server, out, rows),
          floor: () => floorOfExport(server, join(folder, 'floor.csv'), rows, concurrency),
          naive: () => counted('naive', [server.url, join(folder, 'naive.csv')], rows),
        });
        const wall = (name: keyof typeof samples) => round(median(samples[name].seconds), 2);
        return {
          name: 'export-csv',
          work: `export ${rows.toLocaleString('en')} events to CSV with manifest and hashes (--no-report --no-codebook)`,
          figures: [
            { what: 'wall time to floor', value: ratio(samples.export, samples.floor), unit: '×', most: 1.5 },
            {
              what: 'CPU time to floor',
              value: ratio(samples.export, samples.floor, 'cpuSeconds'),
              unit: '×',
            },
            {
              what: 'wall time to naive script',
              value: ratio(samples.export, samples.naive),
              unit: '×',
              most: 1,
            },
            {
              what: 'peak memory to naive script',
              value: ratio(samples.export, samples.naive, 'peakMegabytes'),
              unit: '×',
              most: 0.333,
            },
            { what: 'wall time', value: wall('export'), unit: 's' },
            {
              what: 'wall time with report and codebook, as by default',
              value: wall('with report and codebook'),
              unit: 's',
            },
            {
              what: 'the same to naive script, which makes neither',
              value: ratio(samples['with report and codebook'], samples.naive),
              unit: '×',
            },
            { what: 'peak memory', value: round(median(samples.export.peakMegabytes), 0), unit: 'MB' },
          ],
          samples,
          counted: { rows, bytes: (await stat(join(out, 'events.csv'))).size },
        };
      } finally {
        await server.stop();
      }
    }),
};
