import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startSandbox } from '@hyperstudy-workflows/sandbox';
import type { Bench } from '../support/bench.ts';
import { median, round } from '../support/measure.ts';
import { command, inFolder, type Run, runNode } from '../support/programs.ts';

const perMinute = 100;
const minute = 60;
/** ms between the starts of two runs. */
const apart = 8000;

interface Paced extends Run {
  readonly requests: number;
  /** By the server, because they came too early. */
  readonly refused: number;
  /** Seconds that the limits alone ask for: a sliding window lets 100 requests through at once, then a minute none. */
  readonly least: number;
}

/** An export of everything from a sandbox that refuses what is beyond the documented limits. */
async function exportAll(rooms: number, ratings: number, out: string): Promise<Paced> {
  await using sandbox = await startSandbox({ rooms, ratings, rateLimit: true });
  const args = ['export', '--experiment', sandbox.experimentId, '--types', 'all', '--out', out, '--json'];
  const run = await runNode(command, args, {
    HYPERSTUDY_BASE_URL: sandbox.url,
    HYPERSTUDY_API_KEY: sandbox.apiKey,
    HYPERSTUDY_BUDGET: `${perMinute}/min,1000/h`,
  });
  const { requests, rateLimited, byEndpoint } = sandbox.stats;
  const least = Math.max(
    ...Object.values(byEndpoint).map((count) => Math.floor((count - 1) / perMinute) * minute),
  );
  return { ...run, requests, least, refused: rateLimited };
}

export const budget: Bench = {
  name: 'budget',
  run: ({ smoke, runs }) =>
    inFolder(tmpdir(), async (folder) => {
      const rooms = smoke ? 2 : 100;
      const ratings = smoke ? 2_000 : 240_000;
      const work = async (i: number): Promise<Paced> => {
        await pause(i * apart);
        return exportAll(rooms, ratings, join(folder, `out${i}`));
      };
      // Nearly all of the time they wait: side by side, each with a server and a budget of its own.
      const all = await Promise.all(Array.from({ length: runs }, (_, i) => work(i)));
      const { requests = 0, least = 0 } = all[0] ?? {};
      const seconds = median(all.map((run) => run.seconds));
      return {
        name: 'budget',
        work: `all data types of a study of ${rooms} rooms, budget on`,
        figures: [
          // Without a minute to wait for there is nothing to compare with.
          ...(least === 0
            ? []
            : [
                {
                  what: 'wall time to what the limits ask for',
                  value: round(seconds / least, 3),
                  unit: '×',
                  most: 1.03,
                },
              ]),
          { what: 'what the limits ask for', value: least, unit: 's' },
          { what: 'wall time', value: round(seconds, 1), unit: 's' },
          { what: 'requests', value: requests, unit: '' },
          {
            what: 'requests refused',
            value: Math.max(...all.map(({ refused }) => refused)),
            unit: '',
            most: 0,
          },
        ],
        samples: {
          export: {
            seconds: all.map((run) => round(run.seconds, 3)),
            cpuSeconds: all.map((run) => round(run.cpuSeconds, 3)),
            peakMegabytes: all.map((run) => round(run.peakMegabytes, 1)),
          },
        },
        counted: { requests },
      };
    }),
};
