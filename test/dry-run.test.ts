import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { useFolders } from './support/folder.ts';
import { connectionTo, hyperstudy } from './support/hyperstudy.ts';
import { useSandbox } from './support/sandbox.ts';
import { serverTotal } from './support/server-total.ts';

const sandbox = useSandbox({ rooms: 3, events: 4_500 });
const folder = useFolders();
const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  hyperstudy(['export', '--experiment', sandbox.current.experimentId, ...args], {
    env: { ...connectionTo(sandbox.current), ...env },
  });

interface Estimate {
  readonly tables: readonly { type: string; rows?: number; requests: number }[];
  readonly recordings?: { files: number; bytes: number; ofUnknownSize: number; running: number };
  readonly requests: number;
  readonly duration: number;
}

it('says what an export would read, and the export then needs that', async () => {
  const out = join(await folder(), 'out');
  const { code, stdout } = await run(['--dry-run', '--json', '--recordings', 'download', '--out', out]);
  expect(code).toBe(0);
  expect(existsSync(out)).toBe(false);
  const [estimate]: Estimate[] = JSON.parse(stdout);
  const events = estimate?.tables.find(({ type }) => type === 'events');
  expect(events?.rows).toBe(await serverTotal(sandbox.current, 'events'));
  expect(events?.requests).toBe(5);

  const whole = await run(['--json', '--recordings', 'download', '--out', out]);
  const [done] = JSON.parse(whole.stdout).exports;
  expect(estimate?.recordings?.files).toBe(done.recordings.downloaded);
  expect(estimate?.recordings?.running).toBe(done.recordings.pending);
  expect(estimate?.recordings?.bytes).toBeLessThan(done.transferred);
  expect(Math.abs(done.requests - (estimate?.requests ?? 0))).toBeLessThanOrEqual(5);
});

it('reckons with the rate limits', async () => {
  const { stdout } = await run(['--dry-run', '--json', '--page-size', '50'], {
    HYPERSTUDY_BUDGET: '100/min,40/h',
  });
  const [estimate]: Estimate[] = JSON.parse(stdout);
  expect(estimate?.duration).toBe(Math.floor(((estimate?.requests ?? 0) - 1) / 40) * 3_600_000);
  expect(estimate?.duration).toBeGreaterThan(0);
});

it('for people', async () => {
  const { stdout } = await run(['--dry-run', '--types', 'events,consent']);
  expect(stdout).toMatch(/^events +[\d,]+ +5$/m);
  expect(stdout).toMatch(/^consent +with another$/m);
  expect(stdout).toMatch(/about 6 requests, no waiting/);
});
