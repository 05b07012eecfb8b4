import { startServer } from '../server/start.ts';
import type { Bench } from '../support/bench.ts';
import { counted } from '../support/export.ts';
import { inTurns, median, ratio, round } from '../support/measure.ts';

const large = 10_000;
/** ms before each answer. */
const latency = 50;

/** What larger pages would give where a server allows them; the service documents 1000 as the most. */
export const pageSize: Bench = {
  name: 'page-size',
  async run({ smoke, runs }) {
    const rows = smoke ? 10_000 : 200_000;
    const near = await startServer({ rows, pageLimit: large });
    const far = await startServer({ rows, pageLimit: large, latency });
    const fetchAll = (url: string, page: number) => () => counted('floor', [url, rows, 4, '', page], rows);
    try {
      const samples = await inTurns(runs, {
        'pages of 1,000': fetchAll(near.url, 1000),
        'pages of 10,000': fetchAll(near.url, large),
        [`pages of 1,000, ${latency} ms`]: fetchAll(far.url, 1000),
        [`pages of 10,000, ${latency} ms`]: fetchAll(far.url, large),
      });
      const [small, big, smallFar, bigFar] = Object.values(samples);
      if (small === undefined || big === undefined || smallFar === undefined || bigFar === undefined)
        throw new Error('Nothing measured.');
      const peak = round(median(big.peakMegabytes) / median(small.peakMegabytes), 2);
      return {
        name: 'page-size',
        work: 'pages of 10,000 rows against pages of 1,000, undici and JSON.parse only',
        figures: [
          { what: 'wall time', value: ratio(big, small), unit: '×' },
          {
            what: `wall time with ${latency} ms latency, 4 at once`,
            value: ratio(bigFar, smallFar),
            unit: '×',
          },
          { what: 'peak memory', value: peak, unit: '×' },
          { what: 'requests', value: 0.1, unit: '×' },
        ],
        samples,
        counted: { rows },
      };
    } finally {
      await near.stop();
      await far.stop();
    }
  },
};
