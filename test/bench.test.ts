import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const script = fileURLToPath(new URL('../bench/run.ts', import.meta.url));

async function smoke(): Promise<Record<string, Record<string, number>>> {
  const child = spawn(process.execPath, [script, '--smoke'], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (data) => {
    text += data;
  });
  const [code] = await once(child, 'close');
  expect(code, text).toBe(0);
  return JSON.parse(text.trim().split('\n').at(-1) ?? '');
}

test('every benchmark runs and does the work that it says', async () => {
  const counted = await smoke();
  expect(counted).toMatchObject({
    iterate: { rows: 5000, requests: 6 },
    'export-csv': { rows: 5000 },
    latency: { rows: 5000 },
    million: { rows: 10_000 },
    incremental: { rows: 10_000, requests: 1 },
    recordings: { files: 8, bytes: 8 * 1024 * 1024 },
    parquet: { rows: 5000 },
    poll: { rows: 10, cycles: 100 },
    // Two releases, core beside each of two outputs.
    nodes: { rows: 5000, fewer: 500, requests: 8 * 6 },
    start: { starts: 1 },
    requests: { '0 rows by 1000': 1, '1,000 rows by 1000': 1, '1,001 rows by 1000': 2 },
    'page-size': { rows: 10_000 },
  });
  expect(counted['export-csv']?.bytes).toBeGreaterThan(1_000_000);
  expect(counted.budget?.requests).toBeGreaterThan(15);
});
