import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Comms } from './comms.ts';

const require = createRequire(import.meta.url);
/** The Node-RED releases that the package is tested against. */
export const releases = { '5.0': 'node-red', '4.1': 'node-red-4' } as const;
export type Release = keyof typeof releases;

/** Those of them that this run tests: all, or the one that NODE_RED_RELEASE names. */
export const tested = (Object.keys(releases) as Release[]).filter((release) =>
  [release, undefined, ''].includes(process.env.NODE_RED_RELEASE),
);
if (tested.length === 0) {
  throw new Error(`NODE_RED_RELEASE is none of ${Object.keys(releases).join(', ')}.`);
}

export interface NodeRedOptions {
  readonly release: Release;
  /** User folder with the package in it. */
  readonly userDir: string;
  /** Further settings, as JSON. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  /** Node to run it with. Default: this one. */
  readonly node?: string;
  readonly nodeOptions?: readonly string[];
  /** Path of the admin API and the editor. Default /. */
  readonly adminRoot?: string;
}

export type Flow = readonly Readonly<Record<string, unknown>>[];

/** A real Node-RED in a process of its own. */
export class NodeRed {
  readonly url: string;
  readonly process: ChildProcess;
  #log = '';
  #token: string | undefined;

  private constructor(url: string, process: ChildProcess) {
    this.url = url;
    this.process = process;
    const keep = (chunk: Buffer) => {
      this.#log += chunk.toString();
    };
    process.stdout?.on('data', keep);
    process.stderr?.on('data', keep);
  }

  static async start(options: NodeRedOptions): Promise<NodeRed> {
    const port = await freePort();
    const adminRoot = options.adminRoot ?? '/';
    const settings = {
      uiPort: port,
      uiHost: '127.0.0.1',
      httpAdminRoot: adminRoot,
      flowFile: 'flows.json',
      credentialSecret: 'only for tests',
      telemetry: { enabled: false, updateNotification: false },
      editorTheme: { tours: false, palette: { catalogues: [] }, projects: { enabled: false } },
      externalModules: { autoInstall: false, palette: { allowInstall: false } },
      logging: { console: { level: 'debug', metrics: false, audit: false } },
      ...options.settings,
    };
    const file = join(options.userDir, 'settings.js');
    await writeFile(file, `module.exports = ${JSON.stringify(settings, null, 2)};\n`);
    const program = join(require.resolve(`${releases[options.release]}/package.json`), '..', 'red.js');
    const args = [...(options.nodeOptions ?? []), program, '--userDir', options.userDir, '--settings', file];
    const { HYPERSTUDY_API_KEY: _, HYPERSTUDY_BASE_URL: __, ...env } = process.env;
    const child = spawn(options.node ?? process.execPath, args, {
      cwd: options.userDir,
      env: { ...env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const started = new NodeRed(`http://127.0.0.1:${port}${adminRoot.replace(/\/$/, '')}`, child);
    await started.logged(/Started flows|Stopped flows|Waiting for missing/);
    return started;
  }

  get log(): string {
    return this.#log;
  }

  get isAlive(): boolean {
    return this.process.exitCode === null && this.process.signalCode === null;
  }

  /** Waits until the log holds this. */
  async logged(pattern: RegExp, timeout = 20_000): Promise<void> {
    await until(
      () => {
        if (!this.isAlive) throw new Error(`Node-RED ended:\n${this.#log}`);
        return pattern.test(this.#log);
      },
      timeout,
      () => `the log to hold ${pattern}:\n${this.#log}`,
    );
  }

  async logIn(username: string, password: string): Promise<void> {
    const body = { client_id: 'node-red-admin', grant_type: 'password', scope: '*', username, password };
    const answer = await this.call('POST', '/auth/token', body);
    this.#token = JSON.parse(answer.text).access_token;
  }

  /** A call to the admin API. */
  async call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const answer = await fetch(this.url + path, {
      method,
      headers: {
        'content-type': 'application/json',
        'node-red-api-version': 'v2',
        accept: 'application/json',
        ...(this.#token === undefined ? {} : { authorization: `Bearer ${this.#token}` }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return { status: answer.status, text: await answer.text() };
  }

  /** Deploys flows and waits until they run. */
  async deploy(flows: Flow, type: 'full' | 'nodes' | 'flows' = 'full'): Promise<void> {
    const started = this.#starts();
    const { status, text } = await this.call(
      'POST',
      '/flows',
      { flows },
      { 'node-red-deployment-type': type },
    );
    if (status !== 200) throw new Error(`Deploy failed: ${status} ${text}`);
    await until(
      () => this.#starts() > started,
      20_000,
      () => `the flows to start:\n${this.#log}`,
    );
  }

  #starts(): number {
    return this.#log.match(/Started (modified )?(flows|nodes)/g)?.length ?? 0;
  }

  inject(id: string): Promise<{ status: number }> {
    return this.call('POST', `/inject/${id}`, {});
  }

  comms(): Promise<Comms> {
    return Comms.open(`${this.url.replace(/^http/, 'ws')}/comms`, this.#token);
  }

  /** Ends it; SIGKILL is what a power cut does. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (!this.isAlive) return;
    const exited = once(this.process, 'exit');
    this.process.kill(signal);
    await exited;
  }
}

/** Lines of a log that a user would wonder about, without those that any fresh Node-RED writes. */
export function warningsIn(log: string): string[] {
  const known = /Projects disabled|Encrypted credentials not found/;
  const odd = /\[(warn|error)\]|DeprecationWarning|ExperimentalWarning/;
  return log.split('\n').filter((line) => odd.test(line) && !known.test(line));
}

/** Waits until a condition holds. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  timeout = 20_000,
  what: () => string = () => 'a condition',
): Promise<void> {
  for (const end = Date.now() + timeout; ; ) {
    if (await condition()) return;
    if (Date.now() > end) throw new Error(`Waited ${timeout} ms for ${what()}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
