import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

export const bin = fileURLToPath(new URL('../../packages/cli/bin/hyperstudy.js', import.meta.url));

export interface RunOptions {
  /** Added to an environment without any HYPERSTUDY_ variable. */
  env?: Readonly<Record<string, string>>;
  /** Default: the folder for temporary files, where no .env lies. */
  cwd?: string;
  /** Flags of Node. */
  node?: readonly string[];
  /** Most files that the process may have open. */
  openFiles?: number;
  /** Default: the command of this repository. */
  bin?: string;
}

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the real command in a process of its own, as a user would. */
export async function hyperstudy(args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const child = start(args, options);
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { code, stdout, stderr };
}

/** The same for a process that goes on: ready after its first line. */
export async function hyperstudyUntilLine(args: readonly string[], options: RunOptions = {}) {
  const child = start(args, options);
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(line));
  const closed = once(child, 'close');
  await Promise.race([once(reader, 'line'), closed]);
  return {
    lines,
    /** Sends a signal and waits for the exit code. */
    async stop(signal: NodeJS.Signals): Promise<number | null> {
      child.kill(signal);
      const [code] = await closed;
      return code;
    },
  };
}

function start(args: readonly string[], options: RunOptions) {
  const { env = {}, cwd = tmpdir(), node = [], openFiles } = options;
  const command = [process.execPath, ...node, options.bin ?? bin, ...args];
  const [program = '', ...rest] =
    openFiles === undefined ? command : ['sh', '-c', `ulimit -n ${openFiles}; exec "$@"`, 'sh', ...command];
  return spawn(program, rest, {
    cwd,
    env: { ...cleanEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  }) satisfies ChildProcess;
}

/** Settings of the machine must not decide a test: neither the toolkit's nor a proxy's. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env).filter(([name]) => !/^HYPERSTUDY_|_proxy$|^VITEST/i.test(name));
  return Object.fromEntries(entries);
}

/** Environment for a client of a sandbox, or of anything else with a URL and a key. */
export const connectionTo = ({ url, apiKey }: { url: string; apiKey: string }) => ({
  HYPERSTUDY_BASE_URL: url,
  HYPERSTUDY_API_KEY: apiKey,
});
