// Memory of a real Node-RED: 500,000 records one message each, and a recording of 1 GB. Prints the peak of its
// resident memory; it should stay within 200 MB of what it has when idle.
//
//   node bench/nodes.ts [--release 4.1]
import { readFile, rm } from 'node:fs/promises';
import { startSandbox } from '@hyperstudy-workflows/sandbox';
import { NodeRed, until } from '../test/nodes/support/node-red.ts';
import { packNodes, userFolderWith } from '../test/nodes/support/pack.ts';

const release = process.argv.includes('4.1') ? '4.1' : '5.0';
const events = 500_000;
const bytes = 1_000_000_000;
const sandbox = await startSandbox({ events, recordingBytes: bytes });
const userDir = await userFolderWith(await packNodes());
const red = await NodeRed.start({ release, userDir, settings: { logging: { console: { level: 'warn' } } } });
const pid = red.process.pid ?? 0;
const comms = await red.comms();

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
await red.deploy([
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
]);
await new Promise((resolve) => setTimeout(resolve, 3000));
const idle = await resident();
console.log(`Node-RED ${release}, idle: ${idle} MB`);
await measure(
  `${events.toLocaleString('en')} records, one message each`,
  'records',
  'fetch',
  /^500k records/,
);
await measure('a recording of 1 GB', 'film', 'download', /files$/);
comms.close();
await red.stop();
await sandbox.close();
await rm(userDir, { recursive: true, force: true });

async function measure(what: string, start: string, node: string, end: RegExp): Promise<void> {
  let peak = 0;
  const started = Date.now();
  const timer = setInterval(() => {
    void resident().then((now) => {
      peak = Math.max(peak, now);
    });
  }, 100);
  await red.inject(start);
  await until(
    () => comms.statuses(node).some((text) => end.test(text)),
    600_000,
    () => `${comms.statuses(node).at(-1)}`,
  );
  clearInterval(timer);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`${what}: peak ${peak} MB (${peak - idle} MB above idle) in ${seconds} s`);
}

/** MB */
async function resident(): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}
