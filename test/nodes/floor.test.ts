import { rm } from 'node:fs/promises';
import { type Sandbox, startSandbox } from '@hyperstudy-workflows/sandbox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { oldestNode } from '../support/floor.ts';
import { type Flow, NodeRed, tested, warningsIn } from './support/node-red.ts';
import { packNodes, userFolderWith } from './support/pack.ts';

/** The packed nodes on the oldest Node that they say they run on. */
let tarball: string;
let sandbox: Sandbox;

beforeAll(async () => {
  [tarball, sandbox] = await Promise.all([packNodes(), startSandbox()]);
}, 120_000);
afterAll(() => sandbox?.close());

test.each(tested)(
  'Node 22.9, Node-RED %s: loads without a warning, and data flow through every node',
  async (release) => {
    const userDir = await userFolderWith(tarball);
    const red = await NodeRed.start({ release, userDir, node: oldestNode('22.9') });
    try {
      if (oldestNode('22.9') !== process.execPath) expect(red.log).toMatch(/Node\.js\s+version: v22\.9\.0/);
      expect(warningsIn(red.log)).toEqual([]);
      const comms = await red.comms();
      await red.deploy(flow());
      await red.inject('go');
      await red.inject('film');
      const [fetched, exported, polled, file] = await Promise.all(
        ['fetched', 'exported', 'polled', 'file'].map((id) => comms.debug(id)),
      );
      expect(fetched?.[0]?.msg).toContain('roomId');
      expect(exported?.[0]?.msg).toBe('true');
      expect(polled?.[0]?.msg).toContain('roomId');
      expect(file?.[0]?.msg).toMatch(/\.(mp4|webm|ogg)$/);
      comms.close();
      expect(red.isAlive).toBe(true);
      expect(red.log).not.toMatch(/DeprecationWarning|ExperimentalWarning/);
    } finally {
      await red.stop();
      await rm(userDir, { recursive: true, force: true });
    }
  },
  60_000,
);

function flow(): Flow {
  const own = (id: string, type: string, more: object) => ({
    ...{ id, type: `hyperstudy-${type}`, z: 'tab', x: 1, y: 1, version: 1, connection: 'conn' },
    ...{ scope: 'room', room: sandbox.roomId, roomType: 'str' },
    ...more,
  });
  const debug = (id: string, complete: string) => ({
    ...{ id, type: 'debug', z: 'tab', x: 1, y: 1, active: true, tosidebar: true },
    ...{ complete, targetType: 'msg' },
  });
  const inject = (id: string, to: string[]) => ({
    ...{ id, type: 'inject', z: 'tab', x: 1, y: 1, props: [], repeat: '', wires: [to] },
  });
  const folder = { directory: 'out', directoryType: 'str' };
  return [
    { id: 'tab', type: 'tab', label: 'floor' },
    {
      ...{ id: 'conn', type: 'hyperstudy-connection', version: 1, baseUrl: sandbox.url },
      credentials: { apiKey: sandbox.apiKey },
    },
    inject('go', ['fetch', 'export']),
    inject('film', ['films']),
    own('fetch', 'fetch', { dataType: 'events', output: 'records', limit: '1', wires: [['fetched']] }),
    own('films', 'fetch', { dataType: 'recordings', output: 'records', wires: [['recording']] }),
    own('recording', 'recording', { ...folder, directory: 'films', wires: [['file'], []] }),
    own('export', 'export', {
      ...folder,
      types: ['events', 'chat'],
      recordings: 'none',
      wires: [['exported']],
    }),
    own('poll', 'poll', {
      ...{ dataType: 'events', from: 'all', interval: '30', lookback: '60', output: 'records' },
      wires: [['polled']],
    }),
    debug('fetched', 'payload'),
    debug('polled', 'payload'),
    debug('exported', 'payload.complete'),
    debug('file', 'filename'),
  ];
}
