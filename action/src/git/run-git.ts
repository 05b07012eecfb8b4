import { type ChildProcess, spawn } from 'node:child_process';
import { type Redact, TimeoutError, UsageError } from '@hyperstudy-workflows/core';
import { GitError } from './errors/git-error.ts';

export interface GitSetup {
  readonly env: NodeJS.ProcessEnv;
  /** Takes secrets out of what git prints. */
  readonly redact: Redact;
  /** Ends every command. */
  readonly signal?: AbortSignal;
  /** Folder that commands run in. */
  readonly folder: string;
}

export interface CommandOptions {
  readonly stdin?: string | Buffer;
  /** ms. Default 120,000. */
  readonly timeout?: number;
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface GitAnswer {
  readonly code: number;
  readonly stdout: Buffer;
  /** Without secrets. */
  readonly stderr: string;
}

const defaultTimeout = 120_000;

/** Commands that transfer files, ms: dead connections end sooner, by http.lowSpeedTime. */
export const transferTimeout = 1_800_000;

/** End of what git prints that is kept. */
const mostStderr = 64 * 1024;

/** Runs git commands; each ends in time, and with the signal. */
export class Git {
  readonly #setup: GitSetup;

  constructor(setup: GitSetup) {
    this.#setup = setup;
  }

  /**
   * A command that may fail.
   * @throws {TimeoutError} when it takes too long; the signal's reason when aborted; {UsageError} without git.
   */
  async try(args: readonly string[], options: CommandOptions = {}): Promise<GitAnswer> {
    const { signal, redact, folder, env } = this.#setup;
    signal?.throwIfAborted();
    const { timeout = defaultTimeout } = options;
    const child = spawn('git', ['--literal-pathspecs', ...args], {
      cwd: folder,
      env: { ...env, ...options.env },
      stdio: ['pipe', 'pipe', 'pipe'],
      // A group of its own, so that helpers of git end with it.
      detached: process.platform !== 'win32',
    });
    let late = false;
    const stop = () => killAll(child);
    const timer = setTimeout(() => {
      late = true;
      stop();
    }, timeout);
    signal?.addEventListener('abort', stop, { once: true });
    try {
      const answer = await answerOf(child, options.stdin);
      signal?.throwIfAborted();
      const name = nameOf(args);
      if (late)
        throw new TimeoutError(`git ${name} did not end within ${timeout / 1000} s.`, {
          hint: 'Run it again.',
        });
      return { ...answer, stderr: redact(answer.stderr) };
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
    }
  }

  /**
   * A command that has to succeed.
   * @returns what it prints
   * @throws {GitError} when it fails.
   */
  async run(args: readonly string[], options: CommandOptions = {}): Promise<Buffer> {
    const { code, stdout, stderr } = await this.try(args, options);
    if (code !== 0) throw failureOf(args, stderr);
    return stdout;
  }

  /** Like run, as text without the line feed at the end. */
  async text(args: readonly string[], options: CommandOptions = {}): Promise<string> {
    return (await this.run(args, options)).toString('utf8').trimEnd();
  }
}

export function failureOf(args: readonly string[], stderr: string): GitError {
  return new GitError(`git ${nameOf(args)} failed: ${lastLines(stderr)}`, {
    hint: 'Run it again; if it stays, look at the repository.',
  });
}

/** The end of what git said, on one line. */
export function lastLines(stderr: string): string {
  const lines = stderr
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^(hint|warning):/.test(line));
  return lines.slice(-5).join(' | ').slice(-1000) || 'no message';
}

const nameOf = (args: readonly string[]): string => args.find((arg) => !arg.startsWith('-')) ?? '';

async function answerOf(child: ChildProcess, stdin: string | Buffer | undefined): Promise<GitAnswer> {
  const stdout: Buffer[] = [];
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString('utf8')).slice(-mostStderr);
  });
  // A command that fails doesn't read to the end.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(stdin ?? '');
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', (error) => reject(notStarted(error)));
    child.once('close', (status) => resolve(status ?? -1));
  });
  return { code, stdout: Buffer.concat(stdout), stderr };
}

function notStarted(error: Error): Error {
  if ('code' in error && error.code === 'ENOENT') {
    return new UsageError('git is not installed on this runner.', {
      hint: 'Install git 2.32 or newer, or use mode: artifact.',
    });
  }
  return error;
}

function killAll(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}
