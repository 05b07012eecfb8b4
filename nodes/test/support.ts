import type { EventEmitter } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sandbox } from '@hyperstudy-workflows/sandbox';
import type { NodeInitializer } from 'node-red';
import helper, { type TestFlowsItem } from 'node-red-node-test-helper';
import { type Host, isObject, type Message } from '../src/common/host.ts';
import type { Status } from '../src/common/status.ts';
import connectionNode from '../src/connection/node.ts';
import exportNode from '../src/export/node.ts';
import fetchNode from '../src/fetch/node.ts';
import pollNode from '../src/poll/node.ts';
import recordingNode from '../src/recording/node.ts';

const require = createRequire(import.meta.url);
const nodeRed = createRequire(require.resolve('node-red'));
helper.init(require.resolve('node-red'));

/** Core nodes that tell how an input ended; the helper loads none by itself. */
const coreNodes = ['25-catch.js', '24-complete.js'].map(
  (file): NodeInitializer => nodeRed(`@node-red/nodes/core/common/${file}`),
);

export const allNodes = [connectionNode, fetchNode, pollNode, recordingNode, exportNode];
export { helper };

export const temporaryFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'hyperstudy-nodes-'));

/** Node-RED as the logic sees it, without Node-RED. */
export function fakeHost(): Host & { statuses: (Status | undefined)[]; warnings: string[] } {
  const statuses: (Status | undefined)[] = [];
  const warnings: string[] = [];
  return {
    id: 'node1',
    statuses,
    warnings,
    status: (status) => statuses.push(status),
    warn: (text) => warnings.push(text),
    resolve: async ({ value, type }, message) => (type === 'msg' ? message[value] : value),
    clone: (message) => structuredClone(message),
  };
}

interface FlowItem extends TestFlowsItem {
  readonly [property: string]: unknown;
}

/** A flow of one node with its connection, a catch and what comes out. */
export function flowOf(
  node: { type: string } & Record<string, unknown>,
  sandbox: { url: string },
  connection: object = {},
): FlowItem[] {
  return [
    { id: 'tab', type: 'tab' },
    { id: 'conn', type: 'hyperstudy-connection', version: 1, baseUrl: sandbox.url, ...connection },
    { id: 'node', z: 'tab', connection: 'conn', version: 1, wires: [['out'], ['later']], ...node },
    { id: 'out', z: 'tab', type: 'helper' },
    { id: 'later', z: 'tab', type: 'helper' },
    { id: 'catcher', z: 'tab', type: 'catch', scope: null, uncaught: false, wires: [['caught']] },
    { id: 'caught', z: 'tab', type: 'helper' },
    { id: 'completer', z: 'tab', type: 'complete', scope: ['node'], wires: [['completed']] },
    { id: 'completed', z: 'tab', type: 'helper' },
  ];
}

export interface Running {
  /** Sends a message in and waits until the node is done with it, one way or the other. */
  input(message: Message): Promise<void>;
  readonly out: Message[];
  readonly later: Message[];
  readonly caught: Message[];
  readonly completed: Message[];
  /** Keys of the statuses shown; the helper has no catalogue. */
  readonly statuses: string[];
  /** Colours of the statuses shown. */
  readonly fills: string[];
  readonly warnings: string[];
}

/** Loads a flow and collects what happens in it. */
export async function run(
  flow: FlowItem[],
  apiKey: string | undefined,
  pseudonymKey?: string,
): Promise<Running> {
  const keys = Object.entries({ apiKey, pseudonymKey }).filter(([, key]) => key !== undefined);
  const credentials = { conn: Object.fromEntries(keys) };
  await helper.load([...coreNodes, ...allNodes], flow, credentials);
  const collect = (id: string): Message[] => {
    const messages: Message[] = [];
    helper.getNode(id).on('input', (message: Message) => messages.push(message));
    return messages;
  };
  const node = helper.getNode('node');
  const spied = { statuses: [], fills: [], warnings: [] };
  spyOn(node, spied);
  const running = {
    out: collect('out'),
    later: collect('later'),
    caught: collect('caught'),
    completed: collect('completed'),
    ...spied,
  };
  return {
    ...running,
    async input(message) {
      const before = running.caught.length + running.completed.length;
      node.receive(message);
      await eventually(() => running.caught.length + running.completed.length > before);
    },
  };
}

/** The helper puts a spy on every node; its typings leave out what it emits. */
function spyOn(node: EventEmitter, seen: { statuses: string[]; fills: string[]; warnings: string[] }): void {
  node.on('call:status', (call: { args: [{ text?: string; fill?: string }?] }) => {
    seen.statuses.push(call.args[0]?.text ?? '');
    seen.fills.push(call.args[0]?.fill ?? '');
  });
  node.on('call:warn', (call: { args: [string] }) => seen.warnings.push(call.args[0]));
}

export async function eventually(condition: () => boolean, timeout = 5_000): Promise<void> {
  for (const end = Date.now() + timeout; !condition(); ) {
    if (Date.now() > end) throw new Error(`Not within ${timeout} ms: ${condition.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export const experimentScope = (sandbox: Sandbox) => ({
  scope: 'experiment',
  experiment: sandbox.experimentId,
  experimentType: 'str',
});

/** Text of the first error that reached Catch. */
export function errorText([message]: readonly Message[]): string {
  return String(objectIn(message?.error).message);
}

export function listIn(message: Message | undefined): unknown[] {
  return Array.isArray(message?.payload) ? message.payload : [];
}

export const objectIn = (value: unknown): Record<string, unknown> => (isObject(value) ? value : {});
