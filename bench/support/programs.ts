import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One run of a program, from its start to its end. */
export interface Run {
  readonly seconds: number;
  /** User and system; 0 for a program that isn't Node. */
  readonly cpuSeconds: number;
  /** 0 for a program that isn't Node. */
  readonly peakMegabytes: number;
  readonly stdout: string;
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const probe = here('probe.mjs');
export const command = here('../../packages/cli/bin/hyperstudy.js');

/** A program of bench/programs. */
export const program = (name: string): string => here(`../programs/${name}.mjs`);

/** Runs a script with the Node that runs this. @throws when it doesn't end with 0 */
export async function runNode(
  script: string,
  args: readonly (string | number)[],
  env: Readonly<Record<string, string>> = {},
  flags: readonly string[] = [],
): Promise<Run> {
  return inFolder(tmpdir(), async (folder) => {
    const told = join(folder, 'probe.json');
    const nodeArgs = [...flags, '--import', probe, script, ...args];
    const run = await runAny(process.execPath, nodeArgs, { ...env, BENCH_PROBE: told });
    return {
      ...run,
      ...(JSON.parse(await readFile(told, 'utf8')) as Pick<Run, 'cpuSeconds' | 'peakMegabytes'>),
    };
  });
}

/** @throws when it doesn't end with 0 */
export async function runAny(
  file: string,
  args: readonly (string | number)[],
  env: Readonly<Record<string, string>> = {},
): Promise<Run> {
  const started = performance.now();
  const child = spawn(file, args.map(String), {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  const [code] = await once(child, 'close');
  const seconds = (performance.now() - started) / 1000;
  if (code !== 0) throw new Error(`${file} ${args.join(' ')} ended with ${code}: ${stdout}`);
  return { seconds, cpuSeconds: 0, peakMegabytes: 0, stdout };
}

/** A folder that is gone afterwards. */
export async function inFolder<T>(parent: string, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(parent, 'hyperstudy-bench-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
