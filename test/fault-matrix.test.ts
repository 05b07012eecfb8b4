import { describe, expect, it } from 'vitest';
import { type MatrixResult, matrixRun, runMatrix, type Verdict } from './support/fault-matrix.ts';

const runs = 300;

/** Several at once: most of the time is pauses. */
async function matrix(seeds: readonly number[], without?: 'fence' | 'dedupe'): Promise<MatrixResult[]> {
  const waiting = [...seeds];
  const results: MatrixResult[] = [];
  const worker = async () => {
    for (let seed = waiting.shift(); seed !== undefined; seed = waiting.shift()) {
      const run = matrixRun(seed);
      // Page after page there is no doubt about what was there when.
      results.push(await runMatrix(without === undefined ? run : { ...run, concurrency: 1 }, without));
    }
  };
  await Promise.all(Array.from({ length: 4 }, worker));
  return results;
}

function tally(results: readonly MatrixResult[]): Record<Verdict, number> {
  const counts = { exact: 0, incomplete: 0, failed: 0, wrong: 0 };
  for (const { verdict } of results) counts[verdict] += 1;
  return counts;
}

const seeds = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

describe('reading a study that changes, from a server that fails', () => {
  it('gives what was there, each once, or says that it is incomplete', {
    timeout: 240_000,
  }, async () => {
    const results = await matrix(seeds(runs));
    const counts = tally(results);
    process.stdout.write(`fault matrix, ${runs} runs: ${JSON.stringify(counts)}\n`);
    const wrong = results.filter(({ verdict }) => verdict === 'wrong' || verdict === 'failed');
    expect(wrong.map(({ run, verdict, lost, doubled }) => ({ ...run, verdict, lost, doubled }))).toEqual([]);
    expect(counts.exact).toBeGreaterThan(runs * 0.8);
  });

  it.each(['fence', 'dedupe'] as const)(
    'loses or doubles records without the %s',
    { timeout: 240_000 },
    async (part) => {
      const results = await matrix(seeds(100), part);
      const counts = tally(results);
      process.stdout.write(`without the ${part}, 100 runs: ${JSON.stringify(counts)}\n`);
      expect(counts.wrong).toBeGreaterThan(0);
    },
  );
});
