import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '@hyperstudy-workflows/sandbox';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { root } from '../build/paths.mts';
import { isObject, type Message } from '../src/common/host.ts';
import { eventually, experimentScope, flowOf, helper, objectIn, run, temporaryFolder } from './support.ts';

/** What nodes put into messages, against what their help says that they do; and settings that come from elsewhere. */
let sandbox: Sandbox;
let folder: string;
beforeAll(async () => {
  sandbox = await startSandbox();
  await new Promise<void>((resolve) => helper.startServer(() => resolve()));
});
afterAll(async () => {
  await new Promise<void>((resolve) => helper.stopServer(() => resolve()));
  await sandbox.close();
});
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(async () => {
  await helper.unload();
  helper.settings({});
  delete process.env.HYPERSTUDY_TEST_URL;
});

const settings = {
  fetch: { dataType: 'events', output: 'pages' },
  export: { directory: 'out', directoryType: 'str', types: ['events', 'chat'], recordings: 'none' },
  poll: { dataType: 'events', from: 'all', interval: '900', lookback: '60', output: 'array' },
  recording: { directory: 'out', directoryType: 'str' },
};
type Name = keyof typeof settings;

async function messagesOf(name: Name, message: Message, key = sandbox.apiKey, connection: object = {}) {
  const node = { type: `hyperstudy-${name}`, ...experimentScope(sandbox), ...settings[name] };
  // The typings leave out what the file nodes read.
  const user = { userDir: folder, fileWorkingDirectory: folder };
  helper.settings(user);
  const running = await run(flowOf(node, sandbox, connection), key);
  await running.input(message);
  return running;
}

/** Names that the help says are in the messages that come out. */
function documented(name: Name): Set<string> {
  const help = readFileSync(join(root, 'help/en-US', `${name}.md`), 'utf8');
  const [outputs = ''] = /### Outputs[\s\S]*?### Details/.exec(help) ?? [];
  return new Set([...outputs.matchAll(/`(\w+)`/g)].map(([, word = '']) => word));
}

const keysOf = (value: unknown): string[] => (isObject(value) ? Object.keys(value) : []);

/** Names in a message that a node made. Records and manifests have their own documentation. */
function namesIn(name: Name, message: Message | undefined): string[] {
  const { payload, hyperstudy, parts, filename } = message ?? {};
  const own = name === 'export' || name === 'recording' ? keysOf(payload) : [];
  const files: unknown = objectIn(payload).files;
  const [file] = Array.isArray(files) ? files : [];
  return [
    ...['payload', 'hyperstudy', ...(filename === undefined ? [] : ['filename'])],
    ...(parts === undefined ? [] : ['parts', 'count']),
    ...[...own, ...keysOf(hyperstudy), ...keysOf(objectIn(hyperstudy).error)],
    ...(name === 'export' ? keysOf(file) : []),
  ];
}

describe('help names what is in the messages', () => {
  test.each(['fetch', 'export', 'recording'] as const)('%s', async (name) => {
    const recordings = await messagesOf('fetch', { hyperstudy: { dataType: 'recordings', output: 'array' } });
    const list: unknown = recordings.out[0]?.payload;
    const payload = (Array.isArray(list) ? list : []).find(({ status }) => /^complete/.test(String(status)));
    await helper.unload();
    const good = await messagesOf(name, { payload });
    const [message] = good.out;
    await helper.unload();
    // Where no file is that could be kept without asking.
    folder = await temporaryFolder();
    const refused = await messagesOf(name, { payload }, sandbox.keys.expired);
    const [failure] = refused.caught;
    const seen = new Set([
      ...namesIn(name, message),
      ...keysOf(objectIn(objectIn(failure?.hyperstudy).error)),
    ]);
    expect(seen.size).toBeGreaterThan(10);
    const known = documented(name);
    expect([...seen].filter((word) => !known.has(word))).toEqual([]);
    // Said but not seen here: values, and what only happens elsewhere.
    const elsewhere = {
      fetch: ['problems', 'error', 'code', 'requestId'],
      export: ['type', 'reason', 'error', 'code', 'requestId', 'null'],
      recording: ['downloaded', 'skipped', 'pending', 'error', 'code', 'requestId'],
    };
    const unseen = [...known].filter((word) => !seen.has(word));
    expect(unseen.filter((word) => !elsewhere[name].includes(word))).toEqual([]);
  });

  test('poll', async () => {
    const node = { type: 'hyperstudy-poll', ...experimentScope(sandbox), ...settings.poll };
    helper.settings({ userDir: folder });
    const { out } = await run(flowOf(node, sandbox), sandbox.apiKey);
    await eventually(() => out.length > 0);
    const known = documented('poll');
    expect(namesIn('poll', out[0]).filter((word) => !known.has(word))).toEqual([]);
    for (const word of ['cursor', 'state', 'node']) expect(namesIn('poll', out[0])).toContain(word);
  });
});

test('relative folders stand below fileWorkingDirectory', async () => {
  const node = await messagesOf('export', {});
  expect(node.out[0]?.payload).toMatchObject({ out: join(folder, 'out'), complete: true });
  expect(await readdir(join(folder, 'out'))).toContain('manifest.json');
});

test('the address may come from the environment', async () => {
  process.env.HYPERSTUDY_TEST_URL = sandbox.url;
  const node = await messagesOf('fetch', {}, sandbox.apiKey, {
    baseUrl: ['$', '{HYPERSTUDY_TEST_URL}'].join(''),
  });
  expect(node.caught).toEqual([]);
  expect(node.out.length).toBeGreaterThan(0);
});
