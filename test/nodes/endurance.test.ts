import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { HyperStudy } from '@hyperstudy-workflows/core';
import { type Sandbox, startSandbox } from '@hyperstudy-workflows/sandbox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isRecord } from './support/comms.ts';
import { type Flow, NodeRed, until } from './support/node-red.ts';
import { packNodes, userFolderWith } from './support/pack.ts';

/** Redeploys, kills and an odd server, in a real Node-RED. */
let tarball: string;
let sandbox: Sandbox;

beforeAll(async () => {
  [tarball, sandbox] = await Promise.all([packNodes(), startSandbox({ pageLimit: 20, latency: 15 })]);
}, 120_000);
afterAll(() => sandbox?.close());

const flow = (interval: string): Flow => [
  { id: 'tab', type: 'tab', label: 'poll' },
  {
    id: 'conn',
    type: 'hyperstudy-connection',
    version: 1,
    baseUrl: sandbox.url,
    credentials: { apiKey: sandbox.apiKey },
  },
  {
    id: 'poll',
    type: 'hyperstudy-poll',
    z: 'tab',
    x: 1,
    y: 1,
    version: 1,
    connection: 'conn',
    dataType: 'events',
    scope: 'room',
    room: sandbox.roomId,
    roomType: 'str',
    from: 'all',
    interval,
    lookback: '60',
    output: 'records',
    wires: [['out']],
  },
  {
    id: 'out',
    type: 'debug',
    z: 'tab',
    x: 1,
    y: 1,
    active: true,
    tosidebar: true,
    complete: 'payload',
    targetType: 'msg',
  },
];

test('20 redeploys leave one poller', async () => {
  const userDir = await userFolderWith(tarball);
  const red = await NodeRed.start({ release: '5.0', userDir });
  try {
    for (let i = 0; i < 20; i += 1) await red.deploy(flow('5'), i % 2 === 0 ? 'full' : 'nodes');
    const comms = await red.comms();
    await until(() => comms.statuses('poll').some((text) => /next/.test(text)));
    const requests = sandbox.stats.requests;
    const polls = () => comms.statuses('poll').filter((text) => /^polling/.test(text)).length;
    const before = polls();
    await new Promise((resolve) => setTimeout(resolve, 11_500));
    // Two intervals of 5 s, more or less a tenth; one request each where nothing is new.
    expect(polls() - before).toBeGreaterThanOrEqual(2);
    expect(polls() - before).toBeLessThanOrEqual(3);
    expect(sandbox.stats.requests - requests).toBeLessThanOrEqual(2 * 3);
    comms.close();
    expect(red.isAlive).toBe(true);
  } finally {
    await red.stop();
    await rm(userDir, { recursive: true, force: true });
  }
}, 120_000);

/** Writes what the poll sends to a file, and says so where the poll waits for that. */
function intoFile(file: string, pace: 'free' | 'ack'): Flow {
  const [tab, connection, poll] = flow('5');
  return [
    { ...tab },
    { ...connection },
    { ...poll, output: 'array', pace, wires: [['text']] },
    on('text', 'change', {
      rules: [{ t: 'set', p: 'payload', pt: 'msg', to: "$join(payload.$string(), '\\n')", tot: 'jsonata' }],
      wires: [['slow']],
    }),
    // A flow that takes its time: whatever is in here is gone when Node-RED stops.
    on('slow', 'delay', {
      pauseType: 'delay',
      timeout: '100',
      timeoutUnits: 'milliseconds',
      wires: [['write']],
    }),
    on('write', 'file', {
      filename: file,
      filenameType: 'str',
      appendNewline: true,
      overwriteFile: 'false',
      encoding: 'none',
      wires: [['done']],
    }),
    on('done', 'change', {
      rules: [{ t: 'set', p: 'hyperstudy', pt: 'msg', to: '{"command": "next"}', tot: 'json' }],
      wires: pace === 'ack' ? [['poll']] : [[]],
    }),
  ];
}

test.each([
  { signal: 'SIGKILL', pace: 'ack', within: 500 },
  // By default a batch counts as taken a second after it was sent.
  { signal: 'SIGTERM', pace: 'free', within: 1500 },
] as const)(
  '$signal at random moments: no record is lost with pace $pace',
  async (setting) => {
    const { signal, pace, within } = setting;
    const userDir = await userFolderWith(tarball);
    const file = join(userDir, 'records.ndjson');
    const expected = await totalOnServer();
    const rounds = 6;
    for (let round = 1; round <= rounds; round += 1) {
      const red = await NodeRed.start({ release: '5.0', userDir });
      if (round === 1) await red.deploy(intoFile(file, pace));
      const comms = await red.comms();
      if (round === rounds) await comms.status('poll', /next/);
      else
        await new Promise((resolve) => setTimeout(resolve, Math.random() * (round % 2 === 0 ? within : 120)));
      await red.stop(signal);
      comms.close();
    }
    const ids = (await readFile(file, 'utf8')).split('\n').flatMap(idIn);
    process.stdout.write(`${signal}, pace ${pace}: ${expected} records, ${ids.length - expected} twice\n`);
    expect(new Set(ids).size).toBe(expected);
    await rm(userDir, { recursive: true, force: true });
  },
  120_000,
);

const on = (id: string, type: string, more: object) => ({ id, type, z: 'tab', x: 1, y: 1, ...more });

/** A kill may cut a line off; its record comes again. */
function idIn(line: string): string[] {
  try {
    const row: unknown = JSON.parse(line);
    return isRecord(row) ? [String(row.id)] : [];
  } catch {
    return [];
  }
}

async function totalOnServer(): Promise<number> {
  const client = new HyperStudy({ apiKey: sandbox.apiKey, baseUrl: sandbox.url });
  const total = await client.events({ room: sandbox.roomId }).count();
  await client.close();
  return total;
}
