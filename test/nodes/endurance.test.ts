import { rm } from 'node:fs/promises';
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

test('killed at random moments: no record is lost', async () => {
  const userDir = await userFolderWith(tarball);
  const got = new Set<string>();
  let expected = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 6 && got.size < expected; round += 1) {
    const red = await NodeRed.start({ release: '5.0', userDir });
    const comms = await red.comms();
    if (round === 0) await red.deploy(flow('5'));
    if (round < 5) await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 250));
    else await comms.status('poll', /next/);
    collect();
    await red.stop('SIGKILL');
    collect();
    comms.close();

    function collect() {
      for (const { msg } of comms.debugged('out')) {
        const row: unknown = JSON.parse(String(msg));
        if (isRecord(row)) got.add(String(row.id));
      }
    }
  }
  const answer = await fetch(`${sandbox.url}/data/events/room/${sandbox.roomId}?limit=1`, {
    headers: { 'x-api-key': sandbox.apiKey },
  });
  const body: unknown = await answer.json();
  const { pagination } = isRecord(body) && isRecord(body.metadata) ? body.metadata : { pagination: {} };
  expected = Number(isRecord(pagination) ? pagination.total : Number.NaN);
  expect(got.size).toBe(expected);
}, 120_000);
