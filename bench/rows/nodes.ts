import { tmpdir } from 'node:os';
import { type Release, releases } from '../../test/nodes/support/node-red.ts';
import { type BenchServer, startServer } from '../server/start.ts';
import type { Bench, Figure } from '../support/bench.ts';
import { inTurns, median, ratio, round, type Sample } from '../support/measure.ts';
import { BenchedNodeRed, userFolder } from '../support/node-red.ts';
import { inFolder } from '../support/programs.ts';
import { WarmCore } from '../support/warm.ts';

type Samples = Readonly<
  Record<'core' | 'records' | 'fewer' | 'alone' | 'core beside array' | 'array', Sample>
>;

interface Servers {
  readonly many: BenchServer;
  /** A tenth of the rows. */
  readonly few: BenchServer;
}

/** Both are warm: neither the start of Node-RED nor that of core is measured. */
async function measure(
  release: Release,
  { many, few }: Servers,
  rows: number,
  runs: number,
): Promise<Samples> {
  return inFolder(tmpdir(), async (folder) => {
    const red = await BenchedNodeRed.start(release, await userFolder(folder), many, few);
    const core = new WarmCore(many.url, rows);
    try {
      const records = await inTurns(runs, {
        core: () => core.run(),
        records: () => red.run('records', rows),
        fewer: () => red.run('fewer', rows / 10),
        alone: () => red.run('alone', rows),
      });
      // Last: what an array of everything leaves in the heap would be taken for what records need.
      const array = await inTurns(runs, {
        'core beside array': () => core.run(),
        array: () => red.run('array', rows),
      });
      return { ...records, ...array };
    } finally {
      await core.stop();
      await red.stop();
    }
  });
}

function figuresOf(release: Release, rows: number, samples: Samples): Figure[] {
  const figure = (what: string, value: number, unit: string, most?: number): Figure => ({
    ...{ what: `Node-RED ${release}, ${what}`, value, unit },
    ...(most === undefined ? {} : { most }),
  });
  const { core, records, fewer, alone, array } = samples;
  const few = (rows / 10).toLocaleString('en');
  return [
    figure('array: time to core', ratio(array, samples['core beside array']), '×', 1.6),
    figure('records: time to core', ratio(records, core), '×', 1.6),
    figure('records: time of as many messages without a fetch, to core', ratio(alone, core), '×'),
    figure(`records: peak memory to that of ${few}`, ratio(records, fewer, 'peakMegabytes'), '×', 1.2),
    figure('array: time', round(median(array.seconds), 2), 's'),
    figure('records: time', round(median(records.seconds), 2), 's'),
    figure('records: peak memory', round(median(records.peakMegabytes), 0), 'MB'),
    figure(`records: peak memory of ${few}`, round(median(fewer.peakMegabytes), 0), 'MB'),
  ];
}

export const nodes: Bench = {
  name: 'nodes',
  async run({ smoke, runs }) {
    const rows = smoke ? 5_000 : 200_000;
    const [many, few] = await Promise.all([startServer({ rows }), startServer({ rows: rows / 10 })]);
    try {
      const figures: Figure[] = [];
      const samples: Record<string, Sample> = {};
      for (const release of Object.keys(releases) as Release[]) {
        const measured = await measure(release, { many, few }, rows, runs);
        figures.push(...figuresOf(release, rows, measured));
        for (const [name, sample] of Object.entries(measured)) samples[`${release} ${name}`] = sample;
      }
      const { requests } = await many.counts();
      return {
        name: 'nodes',
        work: `Node-RED fetch of ${rows.toLocaleString('en')} records, to core's own iteration in a warm process`,
        figures,
        samples,
        counted: { rows, fewer: rows / 10, requests },
      };
    } finally {
      await Promise.all([many.stop(), few.stop()]);
    }
  },
};
