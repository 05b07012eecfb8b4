import { execFile } from 'node:child_process';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Flow, NodeRed, type Release } from '../../test/nodes/support/node-red.ts';
import type { BenchServer } from '../server/start.ts';
import type { Run } from './programs.ts';
import { runOf, type Told } from './warm.ts';

/** What bench-count can start: fetches, and Node-RED alone with as many messages. */
export type Output = 'array' | 'records' | 'fewer' | 'alone';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A user folder with the nodes as they are published (only npm is left out) and the one that counts. */
export async function userFolder(folder: string): Promise<string> {
  const nodes = join(folder, 'node_modules/@hyperstudy-workflows/node-red-hyperstudy');
  const own = join(folder, 'nodes');
  await Promise.all([nodes, own].map((path) => mkdir(path, { recursive: true })));
  await copyFile(join(root, 'nodes/package.json'), join(nodes, 'package.json'));
  await promisify(execFile)(process.execPath, [join(root, 'nodes/build/build.mts'), join(nodes, 'dist')]);
  await copyFile(join(root, 'bench/node-red/bench-count.cjs'), join(own, 'bench-count.js'));
  await copyFile(join(root, 'bench/node-red/bench-count.html'), join(own, 'bench-count.html'));
  return folder;
}

const on = (id: string, type: string, more: object) => ({
  id,
  type,
  z: 'tab',
  x: 1,
  y: 1,
  version: 1,
  ...more,
});

const connection = (id: string, { url }: BenchServer) => ({
  ...{ id, type: 'hyperstudy-connection', version: 1, baseUrl: url, budget: 'off' },
  credentials: { apiKey: 'hst_test_bench' },
});

/** A fetch node, wired to the one that counts. */
const fetchNode = (id: Output, output: 'array' | 'records', server: 'many' | 'few') =>
  on(id, 'hyperstudy-fetch', {
    ...{ connection: server, dataType: 'events', output },
    ...{ scope: 'experiment', experiment: 'exp_bench', experimentType: 'str', wires: [['count']] },
  });

/** A real Node-RED, with a flow for each of the outputs. */
export class BenchedNodeRed {
  readonly #red: NodeRed;

  private constructor(red: NodeRed) {
    this.#red = red;
  }

  static async start(release: Release, userDir: string, many: BenchServer, few: BenchServer) {
    const settings = { logging: { console: { level: 'info' } } };
    const red = await NodeRed.start({ release, userDir, settings });
    const flow: Flow = [
      { id: 'tab', type: 'tab', label: 'bench' },
      connection('many', many),
      connection('few', few),
      on('count', 'bench-count', { wires: [['array'], ['records'], ['fewer'], ['count']] }),
      fetchNode('array', 'array', 'many'),
      fetchNode('records', 'records', 'many'),
      fetchNode('fewer', 'records', 'few'),
    ];
    await red.deploy(flow);
    return new BenchedNodeRed(red);
  }

  /** Time is that from the message that starts it to the last record. */
  async run(output: Output, rows: number): Promise<Run> {
    const { status, text } = await this.#red.call('POST', `/bench/${output}?rows=${rows}`);
    if (status !== 200) throw new Error(`Node-RED answered ${status}: ${text}\n${this.#red.log}`);
    const told: Told = JSON.parse(text);
    return runOf(told, rows);
  }

  stop(): Promise<void> {
    return this.#red.stop();
  }
}
