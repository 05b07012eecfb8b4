import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';

const windows = process.platform === 'win32';

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A stranger's project: a folder outside of the repository, in which nothing is installed yet. */
export class Project {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async create(): Promise<Project> {
    const folder = await mkdtemp(join(tmpdir(), 'hyperstudy-project-'));
    await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
    return new Project(folder);
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Starts a program (node, npm, npx) in the folder, with the Node that is given first in the path. */
  start(node: string, program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    return spawn(program, args, {
      cwd: this.folder,
      env: { ...environment(node), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: windows,
      // A group of its own: npx starts processes that a signal to itself would leave behind.
      detached: !windows,
    });
  }

  async run(
    node: string,
    program: string,
    args: readonly string[],
    env?: Readonly<Record<string, string>>,
  ): Promise<Ended> {
    const child = this.start(node, program, args, env);
    const [stdout, stderr, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close'),
    ]);
    return { code, stdout, stderr };
  }
}

/** Ends a process with those it started. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'close');
  if (windows) spawn('taskkill', ['/pid', String(child.pid), '/t', '/f']);
  else process.kill(-child.pid, 'SIGTERM');
  await closed;
}

/** Without what a run by npm leaves behind: that would decide where npm and npx look. */
function environment(node: string): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env).filter(
    ([name]) =>
      !/^(HYPERSTUDY_|npm_(package|lifecycle|config_local_prefix)|INIT_CWD$|VITEST)|_proxy$/i.test(name),
  );
  const env: NodeJS.ProcessEnv = Object.fromEntries(entries);
  return { ...env, PATH: [dirname(node), env.PATH].join(delimiter) };
}
