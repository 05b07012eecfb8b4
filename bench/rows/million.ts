import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../server/start.ts';
import type { Bench } from '../support/bench.ts';
import { exportAnew } from '../support/export.ts';
import { inTurns, median, ratio, round } from '../support/measure.ts';
import { inFolder } from '../support/programs.ts';

export const million: Bench = {
  name: 'million',
  run: ({ smoke, runs }) =>
    inFolder(tmpdir(), async (folder) => {
      const rows = smoke ? 10_000 : 1_000_000;
      const [fifth, fiftieth] = [rows / 5, rows / 50];
      const servers = await Promise.all([rows, fifth, fiftieth].map((each) => startServer({ rows: each })));
      const [large, middle, small] = servers;
      if (large === undefined || middle === undefined || small === undefined) throw new Error('No servers.');
      const out = join(folder, 'out');
      try {
        const samples = await inTurns(runs, {
          all: () => exportAnew(large, out, rows),
          fifth: () => exportAnew(middle, out, fifth),
          fiftieth: () => exportAnew(small, out, fiftieth),
        });
        const five = round(median(samples.all.seconds) / median(samples.fifth.seconds) / 5, 2);
        return {
          name: 'million',
          work: `export ${rows.toLocaleString('en')} events: time and memory against fewer`,
          figures: [
            {
              what: `wall time to 5 × that of ${fifth.toLocaleString('en')}`,
              value: five,
              unit: '×',
              most: 1.1,
            },
            {
              what: `peak memory to that of ${fiftieth.toLocaleString('en')}`,
              value: ratio(samples.all, samples.fiftieth, 'peakMegabytes'),
              unit: '×',
              most: 1.2,
            },
            { what: 'wall time', value: round(median(samples.all.seconds), 2), unit: 's' },
            { what: 'peak memory', value: round(median(samples.all.peakMegabytes), 0), unit: 'MB' },
          ],
          samples,
          counted: { rows },
        };
      } finally {
        await Promise.all(servers.map((server) => server.stop()));
      }
    }),
};
