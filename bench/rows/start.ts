import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../server/start.ts';
import { type Bench, check } from '../support/bench.ts';
import { connectionTo, exportEvents } from '../support/export.ts';
import { median, round } from '../support/measure.ts';
import { command, inFolder, program, runAny } from '../support/programs.ts';

const now = (): number => Number(process.hrtime.bigint()) / 1e6;

export const start: Bench = {
  name: 'start',
  run: ({ smoke, runs }) =>
    inFolder(tmpdir(), async (folder) => {
      const server = await startServer({ rows: 10 });
      const starts: Record<'export' | 'list' | 'node' | 'import', number[]> = {
        export: [],
        list: [],
        node: [],
        import: [],
      };
      const firstRequest = async (args: readonly string[]): Promise<number> => {
        await server.reset();
        const started = now();
        await runAny(process.execPath, [command, ...args], connectionTo(server));
        const { firstAt, requests } = await server.counts();
        check(`requests of ${args[0]}`, requests > 0, true);
        return firstAt - started;
      };
      try {
        await exportEvents(server, join(folder, 'warm'), 10);
        // Short runs: more of them cost little and show the usual one.
        for (let i = 0; i < (smoke ? 1 : runs * 2); i += 1) {
          const out = join(folder, `out${i}`);
          starts.export.push(
            await firstRequest([
              'export',
              '--experiment',
              'exp_bench',
              '--types',
              'events',
              '--out',
              out,
              '--json',
            ]),
          );
          starts.list.push(await firstRequest(['list', 'rooms', '--experiment', 'exp_bench', '--json']));
          starts.node.push((await runAny(process.execPath, ['-e', '0'])).seconds * 1000);
          const imported = await runAny(process.execPath, [program('import')]);
          starts.import.push(JSON.parse(imported.stdout).milliseconds);
        }
        const typical = (name: keyof typeof starts) => round(median(starts[name]), 0);
        return {
          name: 'start',
          work: 'CLI start to first request; import of core',
          figures: [
            { what: 'start of export to first request', value: typical('export'), unit: 'ms', most: 250 },
            { what: 'start of list to first request', value: typical('list'), unit: 'ms', most: 250 },
            { what: 'import of core', value: typical('import'), unit: 'ms', most: 120 },
            { what: 'Node alone, start to end', value: typical('node'), unit: 'ms' },
          ],
          samples: {},
          counted: { starts: starts.export.length },
        };
      } finally {
        await server.stop();
      }
    }),
};
