import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { manifestIn } from './support/export.ts';
import { useFolders } from './support/folder.ts';
import { bin, connectionTo, hyperstudy } from './support/hyperstudy.ts';
import { useSandbox } from './support/sandbox.ts';

// Slow enough that no run is done before it is stopped.
const sandbox = useSandbox({ events: 20_000, latency: 400 });
const newFolder = useFolders();
/** As openssl makes them. */
const key = createHash('sha256').update('a key for tests').digest('hex');

const args = (out: string) => {
  const { experimentId } = sandbox.current;
  return ['export', '--experiment', experimentId, '--types', 'events', '--page-size', '100', '--out', out];
};

describe('an export that is stopped', () => {
  it('by its deadline ends with 4, says how to go on, and goes on', async () => {
    const out = join(await newFolder(), 'study');
    const env = connectionTo(sandbox.current);
    const stopped = await hyperstudy([...args(out), '--deadline', '2s'], { env });
    expect(stopped.stderr).toMatch(/deadline is reached/);
    expect(stopped.stderr).toMatch(/run the same command again/);
    expect(stopped.code).toBe(4);
    expect((await manifestIn(out)).run.complete).toBe(false);
    const { requests } = sandbox.current.stats;
    expect((await hyperstudy(args(out), { env })).code).toBe(0);
    // 203 pages from the beginning; less when it goes on from where it was.
    expect(sandbox.current.stats.requests - requests).toBeLessThan(200);
    expect((await manifestIn(out)).files[0]).toMatchObject({ type: 'events', rows: 20_000 });
  });

  it('by Ctrl-C does the same', async () => {
    const out = join(await newFolder(), 'study');
    const { said, code } = await stopped(20, args(out));
    expect(said).toMatch(/Stopped by Ctrl-C/);
    expect(code).toBe(4);
    expect((await manifestIn(out)).run.complete).toBe(false);
  });

  it('with pseudonyms, in Parquet, has verified what is gathered', async () => {
    const out = join(await newFolder(), 'study');
    const flags = ['--pseudonymize', '--format', 'parquet'];
    const { said, code } = await stopped(40, [...args(out), ...flags], { HYPERSTUDY_PSEUDONYM_KEY: key });
    expect(said).not.toMatch(/^error/m);
    expect(code).toBe(4);
    const { size } = await stat(join(out, '.hyperstudy', 'partial', 'events.parquet'));
    expect(size).toBeGreaterThan(1000);
  });
});

/** Runs the command, and stops it by Ctrl-C after so many requests. */
async function stopped(requests: number, flags: readonly string[], more: NodeJS.ProcessEnv = {}) {
  const env = { ...process.env, ...connectionTo(sandbox.current), ...more };
  const before = sandbox.current.stats.requests;
  const child = spawn(process.execPath, [bin, ...flags], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (text: Buffer) => {
    said += text;
  });
  while (sandbox.current.stats.requests < before + requests) await delay(5);
  child.kill('SIGINT');
  const [code] = await once(child, 'close');
  return { said, code };
}
