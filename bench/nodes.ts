// Memory of a real Node-RED: 500,000 records one message each, and a recording of 1 GB, in each release. Prints the peak
// of its resident memory, as the kernel counts it; it should stay within 200 MB of what it has when idle. Linux only.
// Run: node bench/nodes.ts [release]. Writes bench/results/nodes.json, unless only one release was asked for.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '@hyperstudy-workflows/sandbox';
import { type Flow, NodeRed, type Release, releases, until } from '../test/nodes/support/node-red.ts';
import { packNodes, userFolderWith } from '../test/nodes/support/pack.ts';

const [, , only] = process.argv;
const asked = (Object.keys(releases) as Release[]).filter(
  (release) => only === undefined || release === only,
);
const events = 500_000;
const bytes = 1_000_000_000;
const sandbox = await startSandbox({ events, recordingBytes: bytes });
const userDir = await userFolderWith(await packNodes());
const connection = { baseUrl: sandbox.url, credentials: { apiKey: sandbox.apiKey } };
const on = (id: string, type: string, more: object) => ({
  id,
  type,
  z: 'tab',
  x: 1,
  y: 1,
  version: 1,
  ...more,
});
const flow: Flow = [
  { id: 'tab', type: 'tab', label: 'bench' },
  { id: 'conn', type: 'hyperstudy-connection', version: 1, ...connection },
  on('records', 'inject', { props: [{ p: 'payload' }], repeat: '', wires: [['fetch']] }),
  on('fetch', 'hyperstudy-fetch', {
    connection: 'conn',
    dataType: 'events',
    scope: 'experiment',
    experiment: sandbox.experimentId,
    experimentType: 'str',
    output: 'records',
    wires: [['change']],
  }),
  on('change', 'change', {
    rules: [{ t: 'set', p: 'seen', pt: 'msg', to: 'true', tot: 'bool' }],
    wires: [[]],
  }),
  on('film', 'inject', { props: [{ p: 'payload' }], repeat: '', wires: [['list']] }),
  on('list', 'hyperstudy-fetch', {
    connection: 'conn',
    dataType: 'recordings',
    scope: 'room',
    room: sandbox.roomId,
    roomType: 'str',
    output: 'records',
    limit: '1',
    wires: [['download']],
  }),
  on('download', 'hyperstudy-recording', {
    connection: 'conn',
    directory: 'films',
    directoryType: 'str',
    wires: [[], []],
  }),
];

interface Measurement {
  readonly what: string;
  readonly idleMegabytes: number;
  readonly peakMegabytes: number;
  readonly aboveIdleMegabytes: number;
  readonly seconds: number;
}

/** Each in a Node-RED of its own: what one leaves in the heap is not the other's. */
async function measure(
  release: Release,
  what: string,
  start: string,
  node: string,
  end: RegExp,
): Promise<Measurement> {
  const settings = { logging: { console: { level: 'info' } } };
  const red = await NodeRed.start({ release, userDir, settings });
  const pid = red.process.pid ?? 0;
  const comms = await red.comms();
  await red.deploy(flow);
  await new Promise((resolve) => setTimeout(resolve, 3000));
  const idle = await memory(pid, 'VmRSS');
  // From here on the kernel counts the peak anew.
  await writeFile(`/proc/${pid}/clear_refs`, '5');
  const started = Date.now();
  await red.inject(start);
  const finished = () => comms.statuses(node).some((text) => end.test(text));
  await until(finished, 600_000, () => `${comms.statuses(node).at(-1)}`);
  const seconds = Number(((Date.now() - started) / 1000).toFixed(1));
  const peak = await memory(pid, 'VmHWM');
  comms.close();
  await red.stop();
  await rm(join(userDir, 'films'), { recursive: true, force: true });
  return {
    what,
    idleMegabytes: idle,
    peakMegabytes: peak,
    aboveIdleMegabytes: peak - idle,
    seconds,
  };
}

/** MB: what is resident now, or the most that was. */
async function memory(pid: number, what: 'VmRSS' | 'VmHWM'): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(new RegExp(`${what}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024);
}

const require = createRequire(import.meta.url);
const versionOf = (release: Release): string => require(`${releases[release]}/package.json`).version;
const records = `${events.toLocaleString('en')} records, one message each`;
const results = [];
for (const release of asked) {
  for (const measurement of [
    await measure(release, records, 'records', 'fetch', /^500k records/),
    await measure(release, 'a recording of 1 GB', 'film', 'download', /^files/),
  ]) {
    const { what, aboveIdleMegabytes, idleMegabytes, peakMegabytes, seconds } = measurement;
    console.log(
      `Node-RED ${versionOf(release)}, ${what}: peak ${peakMegabytes} MB, ${aboveIdleMegabytes} MB above idle (${idleMegabytes} MB), ${seconds} s`,
    );
    results.push({ nodeRed: versionOf(release), ...measurement });
  }
}
await sandbox.close();
await rm(userDir, { recursive: true, force: true });

const report = {
  what: 'Resident memory of a Node-RED with the packed nodes: its peak, and how far that is above idle.',
  limit: 'At most 200 MB above idle.',
  date: new Date().toISOString().slice(0, 10),
  node: process.version,
  machine: `${cpus().length} x ${cpus()[0]?.model ?? ''}`,
  results,
};
if (only === undefined) {
  const folder = join(import.meta.dirname, 'results');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'nodes.json'), `${JSON.stringify(report, undefined, 2)}\n`);
}
if (results.some(({ aboveIdleMegabytes }) => aboveIdleMegabytes > 200)) process.exitCode = 1;
