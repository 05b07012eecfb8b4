import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Node, NodeDef, NodeInitializer } from 'node-red';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Message } from '../src/common/host.ts';
import { allNodes, eventually, helper, objectIn, temporaryFolder } from './support.ts';

/**
 * Servers that fail in every way, asked by every node in one Node-RED: the process lives, the status says why, the
 * error reaches Catch once with its facts, nothing is sent, and the key is nowhere.
 */
const key = 'hst_test_planted_in_a_test_of_faults';
const requestId = 'req-7f3a';
const nodes = ['fetch', 'poll', 'recording', 'export'] as const;

interface Fault {
  readonly name: string;
  /** An address, or what a server answers. */
  readonly answer: string | ((response: ServerResponse, request: IncomingMessage) => void);
  readonly error: string;
  readonly facts: object;
  /** What the Test button says. */
  readonly check: RegExp;
  /** Setting of the connection, seconds; the Test button waits for longer. */
  readonly timeout?: number;
}

const refuse =
  (status: number, code: string, headers: object = {}) =>
  (response: ServerResponse, request: IncomingMessage) => {
    response.writeHead(status, { 'content-type': 'application/json', 'x-request-id': requestId, ...headers });
    // Servers have been known to echo what they were sent.
    const message = `refused ${String(request.headers['x-api-key'])}`;
    response.end(JSON.stringify({ status: 'error', error: { code, message } }));
  };

const say = (type: string, text: string) => (response: ServerResponse) => {
  response.writeHead(200, { 'content-type': type, 'x-request-id': requestId }).end(text);
};

const faults: readonly Fault[] = [
  {
    name: 'offline',
    answer: 'http://127.0.0.1:1/api/v3',
    error: 'ConnectionError',
    facts: { code: 'ECONNREFUSED', remedy: 'retry' },
    check: /nothing answers there/,
  },
  {
    name: 'DNS',
    answer: 'http://nowhere.invalid/api/v3',
    error: 'ConnectionError',
    facts: { code: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/), remedy: 'retry' },
    check: /no host of this name|could not be looked up/,
  },
  {
    name: 'HTML',
    answer: say('text/html', '<html><h1>Bad gateway</h1></html>'),
    error: 'ResponseError',
    facts: { status: 200, requestId, remedy: 'retry' },
    check: /HTML/,
  },
  {
    name: 'malformed JSON',
    answer: say('application/json', '{"status": "success", "data": [{"id": '),
    error: 'ResponseError',
    facts: { status: 200, requestId, remedy: 'retry' },
    check: /cut-off or broken JSON/,
  },
  {
    name: '401',
    answer: refuse(401, 'UNAUTHORIZED'),
    error: 'AuthenticationError',
    facts: { status: 401, code: 'UNAUTHORIZED', requestId, remedy: 'fix-key' },
    check: /does not accept the API key/,
  },
  {
    name: '403',
    answer: refuse(403, 'FORBIDDEN'),
    error: 'PermissionError',
    facts: { status: 403, code: 'FORBIDDEN', requestId, remedy: 'fix-key' },
    check: /may not read this/,
  },
  {
    name: '404',
    answer: refuse(404, 'NOT_FOUND'),
    error: 'NotFoundError',
    facts: { status: 404, code: 'NOT_FOUND', requestId, remedy: 'fix-call' },
    check: /does not know this/,
  },
  {
    name: '429',
    answer: refuse(429, 'RATE_LIMIT_EXCEEDED', { 'retry-after': '999999' }),
    error: 'RateLimitError',
    facts: { status: 429, code: 'RATE_LIMIT_EXCEEDED', requestId, remedy: 'wait' },
    check: /rate limit is used up/,
  },
  {
    name: '500',
    answer: refuse(500, 'INTERNAL_ERROR'),
    error: 'ServerError',
    facts: { status: 500, code: 'INTERNAL_ERROR', requestId, remedy: 'retry' },
    check: /HyperStudy failed/,
  },
  {
    name: 'no answer',
    answer: () => undefined,
    error: 'TimeoutError',
    facts: { remedy: 'retry' },
    check: /did not answer within 0.5 s/,
    timeout: 0.5,
  },
];

const servers: Server[] = [];
const urls = new Map<string, string>();
const idOf = ({ name: fault }: Fault, node: string): string => `${node} ${fault}`;
let folder: string;

/** What came out of the nodes, and what Catch and Status nodes got. */
const heard: Record<'messages' | 'errors' | 'statuses', Message[]> = {
  messages: [],
  errors: [],
  statuses: [],
};

/** Hears from the first moment on: a poll starts with the flow. */
const ear: NodeInitializer = (RED) => {
  RED.nodes.registerType('ear', function (this: Node, config: NodeDef & { hears: keyof typeof heard }) {
    RED.nodes.createNode(this, config);
    this.on('input', (message: Message, _send, done) => {
      heard[config.hears].push(message);
      done();
    });
  });
};

const sourceOf = (fact: unknown): unknown => objectIn(objectIn(fact).source).id;
const caughtFrom = (id: string) => heard.errors.filter(({ error }) => sourceOf(error) === id);
const statusesOf = (id: string): unknown[] =>
  heard.statuses.filter(({ status }) => sourceOf(status) === id).map(({ status }) => objectIn(status).text);

async function urlOf({ answer }: Fault): Promise<string> {
  if (typeof answer === 'string') return answer;
  const server = createServer((request, response) => answer(response, request)).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return `http://127.0.0.1:${address.port}/api/v3`;
}

function flowOf(fault: Fault) {
  const connection = `conn ${fault.name}`;
  const scope = { scope: 'room', room: 'room_1', roomType: 'str' };
  const settings = {
    fetch: { dataType: 'events', ...scope, output: 'pages' },
    poll: { dataType: 'events', ...scope, from: 'all', interval: '900', lookback: '60', output: 'array' },
    recording: { directory: join(folder, fault.name), directoryType: 'str' },
    export: {
      ...scope,
      directory: join(folder, fault.name),
      directoryType: 'str',
      types: ['events'],
      recordings: 'none',
    },
  };
  // No budget: this many requests a minute are more than the service allows.
  const shared = { version: 1, baseUrl: urls.get(fault.name), budget: 'off', timeout: fault.timeout };
  return [
    { id: connection, type: 'hyperstudy-connection', ...shared },
    ...nodes.map((name) => ({
      id: idOf(fault, name),
      type: `hyperstudy-${name}`,
      ...{ z: 'tab', connection, version: 1, wires: [['out'], ['out']] },
      ...settings[name],
    })),
  ];
}

const ears = [
  { id: 'tab', type: 'tab' },
  { id: 'catcher', z: 'tab', type: 'catch', scope: null, wires: [['caught']] },
  { id: 'watcher', z: 'tab', type: 'status', scope: null, wires: [['shown']] },
  { id: 'caught', z: 'tab', type: 'ear', hears: 'errors' },
  { id: 'shown', z: 'tab', type: 'ear', hears: 'statuses' },
  { id: 'out', z: 'tab', type: 'ear', hears: 'messages' },
];

/** All at once: most of the time is pauses between tries. */
beforeAll(async () => {
  folder = await temporaryFolder();
  helper.settings({ userDir: folder });
  await new Promise<void>((resolve) => helper.startServer(() => resolve()));
  for (const fault of faults) urls.set(fault.name, await urlOf(fault));
  const credentials = Object.fromEntries(faults.map(({ name }) => [`conn ${name}`, { apiKey: key }]));
  await helper.load([ear, ...allNodes], [...ears, ...faults.flatMap(flowOf)], credentials);
  const payload = { recordingId: 'EG_1', roomId: 'room_1' };
  for (const fault of faults) {
    for (const name of ['fetch', 'recording', 'export'])
      helper.getNode(idOf(fault, name)).receive({ topic: 'mine', payload });
  }
});
afterAll(async () => {
  await helper.unload();
  await new Promise<void>((resolve) => helper.stopServer(() => resolve()));
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

describe.each(faults)('$name', (fault) => {
  // The list of recordings has a longer time of its own.
  const asked = nodes.filter((name) => fault.timeout === undefined || name !== 'recording');
  test.each(asked)('%s: one error with its facts, a status, nothing sent', async (name) => {
    const id = idOf(fault, name);
    await eventually(() => caughtFrom(id).length > 0, 25_000);
    const [message] = caughtFrom(id);
    const { error, hyperstudy } = message ?? {};
    expect(objectIn(hyperstudy).error).toMatchObject({
      name: fault.error,
      // An export that stops early keeps the reason in words only.
      ...(idOf(fault, name) === 'export 429' ? { status: 429, remedy: 'wait' } : fault.facts),
    });
    const { requestId: request, code } = objectIn(objectIn(hyperstudy).error);
    expect(objectIn(error)).toMatchObject({ message: expect.stringMatching(fault.check) });
    expect(objectIn(error).code).toBe(code);
    if (request !== undefined) expect(objectIn(error).message).toContain(`[request ${requestId}]`);
    // What came in is kept, so that Catch can send it again.
    if (name !== 'poll') expect(message).toMatchObject({ topic: 'mine', payload: { recordingId: 'EG_1' } });
    await eventually(() => statusesOf(id).includes(`common.status.error.${fault.error}`));
    expect(statusesOf(id).at(-1)).toBe(`common.status.error.${fault.error}`);
    expect(caughtFrom(id)).toHaveLength(1);
  });
});

test.each(faults.filter(({ timeout }) => timeout === undefined))(
  '$name: the Test button of the connection says it',
  async (fault) => {
    const baseUrl = urls.get(fault.name);
    const connection = { id: `conn ${fault.name}`, baseUrl, organizationId: '', apiKey: '' };
    const { status, text } = await helper.request().post('/hyperstudy/test').send({ connection });
    expect(status).toBe(200);
    expect(text).toMatch(fault.check);
    expect(text).not.toContain(key);
    const { checks } = objectIn(JSON.parse(text));
    expect(checks).toContainEqual(expect.objectContaining({ result: 'failed', text: expect.any(String) }));
  },
);

test('nothing was sent or written, and the key is nowhere', async () => {
  expect(heard.messages).toEqual([]);
  // Of an export that stopped early manifest and report say so.
  expect((await readdir(folder, { recursive: true })).sort()).toEqual([
    '429',
    join('429', 'manifest.json'),
    join('429', 'report.html'),
  ]);
  expect(JSON.stringify(heard)).not.toContain(key);
});
