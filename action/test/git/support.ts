import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { GitServer } from '../../../test/github/git-server.ts';
import type { StandInRepository } from '../../../test/github/github-api.ts';
import { openTarget } from '../../src/git/data-repository.ts';
import type { CommitTarget } from '../../src/git/target.ts';
import type { Surroundings } from '../../src/git/workspace.ts';

/** Planted: must be nowhere but in requests. */
export const token = 'ghs_plantedTokenOfTheTest1234567890';
export const readToken = 'ghs_readOnlyToken';

/** A GitHub for the tests of a file. */
export function useGitHub(): { readonly current: GitServer } {
  let running: GitServer | undefined;
  beforeAll(async () => {
    running = await GitServer.start();
  });
  afterAll(() => running?.[Symbol.asyncDispose]());
  return {
    get current() {
      if (running === undefined) throw new Error('The server has not started.');
      return running;
    },
  };
}

let count = 0;

/** A data repository of its own for a test, with what a target needs to commit to it. */
export async function newRepository(
  server: GitServer,
  more: Partial<CommitTarget> = {},
): Promise<{ repository: StandInRepository; target: CommitTarget }> {
  count += 1;
  const name = `lab/data-${count}`;
  const repository = await server.create(name, { [token]: 'write', [readToken]: 'read' });
  const target: CommitTarget = {
    repository: name,
    branch: 'main',
    path: 'data/study',
    access: { kind: 'token', token },
    serverUrl: server.url,
    apiUrl: server.apiUrl,
    ...more,
  };
  return { repository, target };
}

const made: string[] = [];

export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hyperstudy-action-'));
  made.push(folder);
  return folder;
}

export async function removeFolders(): Promise<void> {
  for (const folder of made.splice(0)) await rm(folder, { recursive: true, force: true });
}

/** Surroundings without waiting, with a temporary folder of their own and a log that is kept. */
export async function surroundings(more: Partial<Surroundings> = {}) {
  const temporary = await newFolder();
  const lines: string[] = [];
  const log = {
    info: (line: string) => void lines.push(line),
    warn: (line: string) => void lines.push(line),
  };
  const clock = { now: Date.now, sleep: async () => undefined };
  const env = { ...process.env, RUNNER_TEMP: temporary };
  return { lines, temporary, env, given: { env, log, clock, random: () => 0.5, ...more } };
}

/** Files of an export: any of them, and a manifest that lists the tables. */
export interface FakeExport {
  readonly tables: Readonly<Record<string, string | Buffer>>;
  readonly others?: Readonly<Record<string, string | Buffer>>;
  /** Text of the state; another one is another export. */
  readonly state?: string;
  readonly complete?: boolean;
}

/** Writes what an export leaves in a folder. */
export async function writeExport(
  folder: string,
  { tables, others, state = '1', complete = true }: FakeExport,
) {
  const files = { ...tables, ...others, '.hyperstudy/state.json': state };
  for (const [path, bytes] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  await writeFile(join(folder, 'manifest.json'), manifestOf(Object.keys(tables), complete));
}

function manifestOf(tables: readonly string[], complete = true): string {
  const nothing = { unknown: {}, retyped: {}, missing: {}, absent: [], allNull: [] };
  const files = tables.map((path) => ({
    ...{ path, type: 'events', format: 'csv', rows: 1, bytes: 1, sha256: 'x', columns: [], complete: true },
    ...{ server: { read: 1, duplicates: 0, filtered: 0 }, drift: nothing, problems: [] },
  }));
  return `${JSON.stringify({
    format: 'hyperstudy-export/1',
    run: { id: 'x', tool: 'x', complete, problems: [] },
    query: { source: 'x', scope: { experiment: 'exp_1' }, types: ['events'], recordings: 'metadata' },
    window: { start: null, end: null, newest: null },
    files,
    recordings: { downloaded: 0, skipped: 0, pending: 0, failed: 0, files: [] },
    warnings: [],
    privacy: { pseudonymized: false },
  })}\n`;
}

/** One run: opens the target, leaves an export in the folder, commits. */
export async function run(
  target: CommitTarget,
  files: FakeExport,
  { given, meanwhile }: { given?: Surroundings; meanwhile?: () => Promise<unknown> } = {},
) {
  const data = await openTarget(target, given ?? (await surroundings()).given);
  try {
    await writeExport(data.folder, files);
    await meanwhile?.();
    return await data.commit({ message: 'Export' });
  } finally {
    await data.close();
  }
}

/** A git on the PATH that writes down how it is called, then calls the real one. */
export async function recordingGit(): Promise<{ path: string; calls: () => Promise<string> }> {
  const folder = await newFolder();
  const log = join(folder, 'calls.log');
  const real = process.env.PATH ?? '';
  const script = `#!/bin/sh\nprintf '%s\\n' "$@" >> '${log}'\nenv -u GIT_TRACE | grep -v '^GIT_CONFIG_VALUE_' >> '${log}'\nPATH='${real}' exec git "$@"\n`;
  await writeFile(join(folder, 'git'), script);
  await chmod(join(folder, 'git'), 0o755);
  return { path: [folder, real].join(delimiter), calls: () => readFile(log, 'utf8') };
}
