import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '@hyperstudy-workflows/sandbox';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Flow, NodeRed, tested, until } from './support/node-red.ts';
import { packNodes, userFolderWith } from './support/pack.ts';

/** Plants a key and looks for it in everything that Node-RED says, answers and writes. */
let tarball: string;
let sandbox: Sandbox;

beforeAll(async () => {
  [tarball, sandbox] = await Promise.all([packNodes(), startSandbox()]);
}, 120_000);
afterAll(() => sandbox?.close());

const pseudonymKey = '6f1c3a90e7b24d58c9025fe1a7d3846b';

const scope = () => ({ scope: 'experiment', experiment: sandbox.experimentId, experimentType: 'str' });

function flowWith(connection: object): Flow {
  const node = (id: string, type: string, more: object) => ({
    id,
    type,
    z: 'tab',
    x: 1,
    y: 1,
    version: 1,
    ...more,
  });
  return [
    { id: 'tab', type: 'tab', label: 'secrets' },
    { id: 'conn', type: 'hyperstudy-connection', version: 1, name: '', ...connection },
    node('go', 'inject', { props: [{ p: 'payload' }], repeat: '', wires: [['fetch', 'export']] }),
    node('fetch', 'hyperstudy-fetch', {
      connection: 'conn',
      dataType: 'events',
      ...scope(),
      output: 'array',
      limit: '5',
      wires: [['out']],
    }),
    node('export', 'hyperstudy-export', {
      connection: 'conn',
      ...scope(),
      directory: 'out',
      directoryType: 'str',
      version: 2,
      types: ['chat'],
      pseudonymize: true,
      recordings: 'none',
      wires: [['out']],
    }),
    node('poll', 'hyperstudy-poll', {
      connection: 'conn',
      dataType: 'recordings',
      ...scope(),
      from: 'all',
      interval: '5',
      lookback: '60',
      output: 'records',
      wires: [['rec']],
    }),
    node('rec', 'hyperstudy-recording', {
      connection: 'conn',
      directory: 'rec',
      directoryType: 'str',
      wires: [['out'], ['out']],
    }),
    node('catch', 'catch', { scope: null, wires: [['out']] }),
    node('out', 'debug', {
      active: true,
      tosidebar: true,
      console: false,
      complete: 'true',
      targetType: 'full',
    }),
  ];
}

describe.each(tested)('Node-RED %s', (release) => {
  test('the API key, the pseudonym key and signed URLs are nowhere', async () => {
    const userDir = await userFolderWith(tarball);
    const contextStorage = { default: { module: 'localfilesystem' } };
    const red = await NodeRed.start({
      release,
      userDir,
      env: { SECRET_KEY: sandbox.apiKey, SECRET_PSEUDONYMS: pseudonymKey },
      settings: { contextStorage },
    });
    const comms = await red.comms();
    const replies: string[] = [];
    const call = async (method: string, path: string, body?: unknown) => {
      replies.push((await red.call(method, path, body)).text);
    };
    try {
      const credentials = { apiKey: sandbox.apiKey, pseudonymKey };
      const good = { baseUrl: sandbox.url, credentials };
      const refused = { baseUrl: sandbox.url.replace('v3', 'v9'), credentials };
      const down = { baseUrl: 'http://127.0.0.1:1/api/v3', credentials };
      const fromEnvironment = {
        baseUrl: sandbox.url,
        credentials: { apiKey: `$${'{SECRET_KEY}'}`, pseudonymKey: `$${'{SECRET_PSEUDONYMS}'}` },
      };
      for (const connection of [good, refused, down, fromEnvironment]) {
        const before = comms.debugged('out').length;
        await red.deploy(flowWith(connection));
        await red.inject('go');
        await until(
          () => comms.debugged('out').length > before + 1,
          30_000,
          () => `something to come out:\n${red.log}`,
        );
        const edited = { id: 'conn', baseUrl: connection.baseUrl, organizationId: '', apiKey: '' };
        await call('POST', '/hyperstudy/list', { connection: edited, what: 'experiments' });
        await call('POST', '/hyperstudy/test', { connection: edited });
        for (const path of [
          '/flows',
          '/credentials/hyperstudy-connection/conn',
          '/context/global',
          '/settings',
        ])
          await call('GET', path);
      }
      expect(red.isAlive).toBe(true);
      // The stored key must not be sent to an address that somebody types.
      const elsewhere = { id: 'conn', baseUrl: 'https://example.org/api/v3', organizationId: '', apiKey: '' };
      const answer = await red.call('POST', '/hyperstudy/test', { connection: elsewhere });
      expect(answer).toMatchObject({ status: 409, text: expect.stringContaining('deploy-first') });
    } finally {
      comms.close();
      await red.stop();
    }
    expect(replies.join()).toContain('the key is accepted');
    expect(replies.join()).toContain('exp_');
    expect(replies.join()).toContain('"has_pseudonymKey":true');
    const written = await everyFile(userDir);
    const [, manifest = ''] = Object.entries(written).find(([path]) => /manifest\.json$/.test(path)) ?? [];
    expect(manifest).toContain('"pseudonymized": true');
    const heard = JSON.stringify(comms.events);
    for (const [place, text] of Object.entries({
      log: red.log,
      replies: replies.join('\n'),
      heard,
      ...written,
    })) {
      expect(text.includes(sandbox.apiKey), place).toBe(false);
      expect(text.includes(pseudonymKey), place).toBe(false);
      // What Catch gets is the message as it came, with the row of an older server and its URL.
      if (place !== 'heard') expect(/X-Goog-Signature=(?!\[removed\])/.test(text), place).toBe(false);
    }
  }, 120_000);
});

/** Everything below the user folder but the packages. */
async function everyFile(folder: string): Promise<Record<string, string>> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'));
  const texts = files.map(async ({ parentPath, name }) => {
    const path = join(parentPath, name);
    return [path, await readFile(path, 'latin1')] as const;
  });
  return Object.fromEntries(await Promise.all(texts));
}
