import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { useFolders } from './support/folder.ts';
import { bin, connectionTo, hyperstudy } from './support/hyperstudy.ts';
import { expectSameFolders } from './support/same-folders.ts';
import { useSandbox } from './support/sandbox.ts';

// Slow enough that a kill meets every part of a run, checkpoints included.
const sandbox = useSandbox({ events: 15_000, latency: 5 });
const newFolder = useFolders();

const killsPerFolder = 5;

describe('an export that is killed', () => {
  it.each<[number, readonly string[]]>([
    [20, []],
    [15, ['--format', 'csv,ndjson,parquet', '--gzip']],
    [15, ['--format', 'csv,parquet', '--partition', 'room']],
  ])(
    '%i times is completed by the next run, byte for byte as if nothing had happened: %j',
    {
      timeout: 240_000,
    },
    async (kills, flags) => {
      const whole = join(await newFolder(), 'whole');
      const requests = await complete(whole, flags);
      let killed = 0;
      while (killed < kills) {
        const out = join(await newFolder(), 'killed');
        for (let k = 0; k < killsPerFolder; k += 1) {
          // Moments that are spread over a run and the same each time.
          const moment = Math.floor(requests * ((killed * 0.618_033_988) % 1));
          if (!(await killAfter(moment, out, flags))) break;
          killed += 1;
        }
        await complete(out, flags);
        await expectSameFolders(out, whole);
      }
      process.stdout.write(`${killed} runs were killed in the middle\n`);
    },
  );
});

const args = (out: string, flags: readonly string[]) => [
  'export',
  '--experiment',
  sandbox.current.experimentId,
  '--out',
  out,
  '--quiet',
  ...flags,
];

/** Returns the number of requests. */
async function complete(out: string, flags: readonly string[]): Promise<number> {
  const before = sandbox.current.stats.requests;
  const outcome = await hyperstudy(args(out, flags), { env: connectionTo(sandbox.current) });
  expect(outcome.stderr).not.toMatch(/^error|may not be complete/m);
  expect(outcome.code).toBe(0);
  return sandbox.current.stats.requests - before;
}

/** Kills a run after so many requests; false when it ended before. */
async function killAfter(requests: number, out: string, flags: readonly string[]): Promise<boolean> {
  const env = { ...process.env, ...connectionTo(sandbox.current) };
  const target = sandbox.current.stats.requests + requests;
  const child = spawn(process.execPath, [bin, ...args(out, flags)], { env, stdio: 'ignore' });
  let ended = false;
  const exited = once(child, 'exit').then(() => {
    ended = true;
  });
  while (!ended && sandbox.current.stats.requests < target) await delay(2);
  const early = ended;
  child.kill('SIGKILL');
  await exited;
  return !early;
}
