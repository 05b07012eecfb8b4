import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { parse } from 'yaml';
import { type ResultsService, runtimeToken } from './results-service.ts';

const action = fileURLToPath(new URL('../../../action/', import.meta.url));

interface ActionYml {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly runs: { readonly main: string; readonly post?: string };
}

export interface RunOptions {
  /** Folder of the action.yml, below that of the main one. Default: the main one. */
  readonly action?: 'plan' | 'merge';
  /** As in `with:`; what is left out has the default of action.yml. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Added to the environment of a runner; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Where artifacts and caches go. Default: nowhere, as in a runner that has no such service. */
  readonly results?: ResultsService;
  /** Told of each line as it comes. */
  readonly onLine?: (line: string, kill: (signal: NodeJS.Signals) => void) => void;
  /** Default 1. */
  readonly runId?: number;
  /** Default 1. */
  readonly attempt?: number;
}

/** What became of a step, as the page of the run would show it. */
export interface ActionRun {
  readonly exitCode: number | null;
  /** Everything printed, before masking, without the lines that only say what to mask. */
  readonly raw: string;
  /** The log as people see it: commands taken out, secrets masked. */
  readonly log: string;
  /** The same with the lines that are only shown where debugging is switched on. */
  readonly logWithDebug: string;
  readonly annotations: readonly { readonly level: string; readonly text: string }[];
  readonly groups: readonly string[];
  readonly masks: readonly string[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** Runs the post step, as at the end of the job. */
  post(): Promise<{ readonly exitCode: number | null; readonly raw: string }>;
}

/** A job's machine: folders that stay from step to step, and a runner that starts the bundle. */
export class Runner {
  readonly workspace: string;
  /** RUNNER_TEMP. */
  readonly temp: string;
  readonly #root: string;
  #steps = 0;

  private constructor(root: string) {
    this.#root = root;
    this.workspace = join(root, 'work', 'repo', 'repo');
    this.temp = join(root, 'work', '_temp');
  }

  static async make(): Promise<Runner> {
    const runner = new Runner(await mkdtemp(join(tmpdir(), 'hyperstudy-runner-')));
    await mkdir(runner.workspace, { recursive: true });
    await mkdir(runner.temp);
    return runner;
  }

  /** A new job on the same machine: the runner empties its folder for temporary files. */
  async newJob(): Promise<void> {
    await rm(this.temp, { recursive: true, force: true });
    await mkdir(this.temp);
  }

  /** Runs the committed bundle as a step of a workflow. */
  async run(options: RunOptions): Promise<ActionRun> {
    const folder = join(action, options.action ?? '');
    const { inputs, runs } = parse(await readFile(join(folder, 'action.yml'), 'utf8')) as ActionYml;
    const files = await this.#commandFiles();
    const given = withDefaults(inputs, options.inputs);
    const env = { ...this.#environment(options), ...files, ...given };
    const main = await start(join(folder, runs.main), env, this.workspace, options.onLine);
    const state = valuesOf(await readFile(files.GITHUB_STATE, 'utf8'));
    return {
      ...main,
      ...readCommands(main.raw),
      outputs: valuesOf(await readFile(files.GITHUB_OUTPUT, 'utf8')),
      summary: await readFile(files.GITHUB_STEP_SUMMARY, 'utf8'),
      post: async () => {
        if (runs.post === undefined) return { exitCode: 0, raw: '' };
        const states = Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]);
        return start(join(folder, runs.post), { ...env, ...Object.fromEntries(states) }, this.workspace);
      },
    };
  }

  /** Writes the event that triggered the workflow. */
  async event(payload: unknown): Promise<{ readonly event: string }> {
    const event = join(this.#root, 'event.json');
    await writeFile(event, JSON.stringify(payload));
    return { event };
  }

  async remove(): Promise<void> {
    await rm(this.#root, { recursive: true, force: true });
  }

  async #commandFiles() {
    this.#steps += 1;
    const folder = join(this.#root, 'work', '_commands', String(this.#steps));
    await mkdir(folder, { recursive: true });
    const names = [
      'GITHUB_OUTPUT',
      'GITHUB_STATE',
      'GITHUB_STEP_SUMMARY',
      'GITHUB_ENV',
      'GITHUB_PATH',
    ] as const;
    const paths = names.map((name) => [name, join(folder, name)] as const);
    for (const [, path] of paths) await writeFile(path, '');
    return Object.fromEntries(paths) as Record<(typeof names)[number], string>;
  }

  #environment({ results, runId = 1, attempt = 1, env }: RunOptions): Record<string, string | undefined> {
    return {
      PATH: process.env.PATH,
      HOME: this.#root,
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_REPOSITORY: 'lab/study',
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_API_URL: 'https://api.github.com',
      GITHUB_RUN_ID: String(runId),
      GITHUB_RUN_ATTEMPT: String(attempt),
      GITHUB_WORKSPACE: this.workspace,
      RUNNER_TEMP: this.temp,
      RUNNER_OS: 'Linux',
      ...(results === undefined
        ? {}
        : {
            ACTIONS_RESULTS_URL: results.url,
            ACTIONS_RUNTIME_TOKEN: runtimeToken,
            ACTIONS_CACHE_SERVICE_V2: 'true',
          }),
      ...env,
    };
  }
}

/** A runner per call, gone after the tests of the file. */
export function useRunners(): () => Promise<Runner> {
  const made: Runner[] = [];
  afterAll(async () => {
    for (const runner of made.splice(0)) await runner.remove();
  });
  return async () => {
    const runner = await Runner.make();
    made.push(runner);
    return runner;
  };
}

/** The token that stands for the job's own. */
export const jobToken = 'ghs_planted0job0token0of0a0test';

function withDefaults(declared: ActionYml['inputs'], given: RunOptions['inputs']): Record<string, string> {
  const unknown = Object.keys(given).filter((name) => !(name in declared));
  if (unknown.length > 0) throw new Error(`action.yml has no input ${unknown.join(', ')}.`);
  const entries = Object.entries(declared).map(([name, { default: byDefault = '' }]) => {
    const value = given[name] ?? byDefault.replace(/\$\{\{ github\.token \}\}/, jobToken);
    return [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, value];
  });
  return Object.fromEntries(entries);
}

async function start(
  script: string,
  env: Record<string, string | undefined>,
  cwd: string,
  onLine?: RunOptions['onLine'],
) {
  const child = spawn(process.execPath, [script], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine?.(line, (signal) => child.kill(signal));
  });
  const [stdout, stderr, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { exitCode: exitCode as number | null, raw: stdout + stderr };
}

/** Reads the output of a step as the runner does: commands are obeyed and taken out, masks applied. */
function readCommands(stdout: string) {
  const masks: string[] = [];
  const annotations: { level: string; text: string }[] = [];
  const groups: string[] = [];
  const shown: string[] = [];
  const shownWithDebug: string[] = [];
  const raw: string[] = [];
  for (const line of stdout.split(/\r\n|\r|\n/)) {
    const [, command = '', data = ''] = /^\s*::([a-z-]+)(?: [^:]*)?::(.*)$/.exec(line) ?? [];
    if (command === 'add-mask') masks.push(unescaped(data));
    else raw.push(line);
    if (command === 'group') groups.push(unescaped(data));
    else if (/^(notice|warning|error)$/.test(command))
      annotations.push({ level: command, text: unescaped(data) });
    else if (command === '') shown.push(line);
    if (command === '' || command === 'debug') shownWithDebug.push(command === '' ? line : unescaped(data));
  }
  const mask = (line: string) => masks.reduce((rest, secret) => rest.replaceAll(secret, '***'), line);
  const logs = { log: shown.map(mask).join('\n'), logWithDebug: shownWithDebug.map(mask).join('\n') };
  return { masks, annotations, groups, raw: raw.join('\n'), ...logs };
}

const unescaped = (data: string): string =>
  data.replaceAll('%0A', '\n').replaceAll('%0D', '\r').replaceAll('%25', '%');

/** Reads a file of values: name=value, or name<<end … end. */
function valuesOf(file: string): Record<string, string> {
  const values: Record<string, string> = {};
  const lines = file.split('\n');
  for (let line = lines.shift(); line !== undefined; line = lines.shift()) {
    const [, name, end] = /^(\w[\w-]*)<<(.+)$/.exec(line) ?? [];
    if (name === undefined || end === undefined) continue;
    const until = lines.indexOf(end);
    if (until === -1) throw new Error(`The value of ${name} does not end.`);
    values[name] = lines
      .splice(0, until + 1)
      .slice(0, -1)
      .join('\n');
  }
  return values;
}
