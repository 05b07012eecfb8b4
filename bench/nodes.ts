// Memory of a real Node-RED: 500,000 records one message each, and a recording of 1 GB. Prints the peak of its
// resident memory; it should stay within 200 MB of what it has when idle.
//
//   node bench/nodes.ts [--release 4.1]
import { readFile, rm } from 'node:fs/promises';
import { startSandbox } from '@hyperstudy-workflows/sandbox';
import { type Flow, NodeRed, until } from '../test/nodes/support/node-red.ts';
import { packNodes, userFolderWith } from '../test/nodes/support/pack.ts';

const release = process.argv.includes('4.1') ? '4.1' : '5.0';
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

await measure(
  `${events.toLocaleString('en')} records, one message each`,
  'records',
  'fetch',
  /^500k records/,
);
await measure('a recording of 1 GB', 'film', 'download', /files$/);
await sandbox.close();
await rm(userDir, { recursive: true, force: true });

/** Each in a Node-RED of its own: what one leaves in the heap is not the other's. */
async function measure(what: string, start: string, node: string, end: RegExp): Promise<void> {
  const red = await NodeRed.start({
    release,
    userDir,
    settings: { logging: { console: { level: 'info' } } },
  });
  const pid = red.process.pid ?? 0;
  const comms = await red.comms();
  await red.deploy(flow);
  await new Promise((resolve) => setTimeout(resolve, 3000));
  const idle = await resident(pid);
  let peak = 0;
  const started = Date.now();
  const timer = setInterval(() => {
    void resident(pid).then((now) => {
      peak = Math.max(peak, now);
    });
  }, 100);
  await red.inject(start);
  const finished = () => comms.statuses(node).some((text) => end.test(text));
  await until(finished, 600_000, () => `${comms.statuses(node).at(-1)}`);
  clearInterval(timer);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(
    `Node-RED ${release}, ${what}: peak ${peak} MB, ${peak - idle} MB above idle (${idle} MB), ${seconds} s`,
  );
  comms.close();
  await red.stop();
}

/** MB */
async function resident(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}
