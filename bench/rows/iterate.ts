import { startServer } from '../server/start.ts';
import type { Bench } from '../support/bench.ts';
import { counted } from '../support/export.ts';
import { inTurns, median, ratio, round } from '../support/measure.ts';

/** Requests at once of the floor. */
const concurrency = 4;

export const iterate: Bench = {
  name: 'iterate',
  async run({ smoke, runs }) {
    const rows = smoke ? 5_000 : 200_000;
    const server = await startServer({ rows });
    try {
      const samples = await inTurns(runs, {
        iterate: () => counted('iterate', [server.url], rows),
        floor: () => counted('floor', [server.url, rows, concurrency], rows),
      });
      await server.reset();
      await counted('iterate', [server.url], rows);
      const { requests } = await server.counts();
      return {
        name: 'iterate',
        work: `iterate ${rows.toLocaleString('en')} events (validated, deduplicated, fenced)`,
        figures: [
          { what: 'wall time to floor', value: ratio(samples.iterate, samples.floor), unit: '×', most: 1.5 },
          {
            what: 'CPU time to floor',
            value: ratio(samples.iterate, samples.floor, 'cpuSeconds'),
            unit: '×',
          },
          { what: 'wall time', value: round(median(samples.iterate.seconds), 2), unit: 's' },
        ],
        samples,
        counted: { rows, requests },
      };
    } finally {
      await server.stop();
    }
  },
};
