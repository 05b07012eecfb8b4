import { startServer } from '../server/start.ts';
import { type Bench, check } from '../support/bench.ts';
import { round } from '../support/measure.ts';
import { program, runNode } from '../support/programs.ts';

interface Look {
  readonly cycle: number;
  readonly bytes: number;
}

/** Bytes per cycle, by the method of Theil and Sen: the median of the slopes between any two looks. */
function slope(looks: readonly Look[]): number {
  const slopes = looks.flatMap((a, i) =>
    looks.slice(i + 1).map((b) => (b.bytes - a.bytes) / (b.cycle - a.cycle)),
  );
  slopes.sort((a, b) => a - b);
  return slopes[slopes.length >> 1] ?? 0;
}

export const poll: Bench = {
  name: 'poll',
  async run({ smoke }) {
    const cycles = smoke ? 100 : 40_000;
    const rows = 10;
    const server = await startServer({ rows });
    try {
      const run = await runNode(program('poll-idle'), [server.url, cycles], {}, ['--expose-gc']);
      const { rows: came, heap }: { rows: number; heap: Look[] } = JSON.parse(run.stdout);
      check('records', came, rows);
      const { requests } = await server.counts();
      // The last one may be called off on its way.
      check('requests', requests >= cycles - 1, true);
      return {
        name: 'poll',
        work: `poll, idle, ${cycles.toLocaleString('en')} cycles`,
        figures: [
          // Some hundred kB come and go, which over 10,000 cycles would look like 30 bytes each.
          {
            what: 'heap after garbage collection',
            value: round(slope(heap.slice(1)), 1),
            unit: 'bytes per cycle',
            most: 10,
          },
          { what: 'heap at the end', value: round((heap.at(-1)?.bytes ?? 0) / 1e6, 1), unit: 'MB' },
        ],
        samples: {
          poll: {
            seconds: [round(run.seconds, 3)],
            cpuSeconds: [run.cpuSeconds],
            peakMegabytes: [run.peakMegabytes],
          },
        },
        counted: { rows: came, cycles },
      };
    } finally {
      await server.stop();
    }
  },
};
