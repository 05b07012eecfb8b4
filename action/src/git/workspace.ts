import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clock, createRedact, type Redact, systemClock } from '@hyperstudy-workflows/core';
import { type Credentials, credentialsFor } from './credentials.ts';
import { gitEnvironment } from './environment.ts';
import { LocalClone } from './local-clone.ts';
import { Git } from './run-git.ts';
import type { CheckedTarget } from './target.ts';

/** What the commit mode takes from its surroundings. */
export interface Surroundings {
  /** Environment of the runner. Default process.env. */
  readonly env?: NodeJS.ProcessEnv;
  /** Ends everything. */
  readonly signal?: AbortSignal;
  /** Told what a person should know. */
  readonly log?: { info(message: string): void; warn(message: string): void };
  readonly clock?: Clock;
  /** From 0 to 1, for pauses. */
  readonly random?: () => number;
}

/** A temporary folder with our clone in it. */
export interface Workspace {
  readonly clone: LocalClone;
  readonly redact: Redact;
  remove(): Promise<void>;
}

export const withSurroundings = (given: Surroundings) => ({
  env: given.env ?? process.env,
  signal: given.signal,
  log: given.log ?? { info() {}, warn() {} },
  clock: given.clock ?? systemClock,
  random: given.random ?? Math.random,
});

/** Makes an empty clone in RUNNER_TEMP, which the runner empties too. */
export async function openWorkspace(target: CheckedTarget, given: Surroundings): Promise<Workspace> {
  const { env, signal } = withSurroundings(given);
  const temporary = env.RUNNER_TEMP ?? tmpdir();
  await mkdir(temporary, { recursive: true });
  const folder = await mkdtemp(join(temporary, 'hyperstudy-data-'));
  let credentials: Credentials | undefined;
  const remove = async () => {
    await credentials?.remove();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    credentials = await credentialsFor(target, join(folder, 'ssh'));
    const redact = redactOf(credentials.secrets);
    const directory = join(folder, 'git');
    const workTree = join(folder, 'tree');
    const git = new Git({
      env: gitEnvironment(env, credentials.settings, {
        ...credentials.env,
        GIT_DIR: directory,
        GIT_WORK_TREE: workTree,
      }),
      redact,
      signal,
      folder,
    });
    const { url } = credentials;
    const clone = await LocalClone.create(git, { directory, workTree }, { url, branch: target.branch });
    return { clone, redact, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Also users and passwords in addresses, such as a proxy's. */
function redactOf(secrets: readonly string[]): Redact {
  const redact = createRedact(secrets);
  return (text) => redact(text).replace(/(\w:\/\/)[^\s/@]+@/g, '$1');
}
