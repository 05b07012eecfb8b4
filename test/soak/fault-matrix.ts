// The long form of test/fault-matrix.test.ts: node test/soak/fault-matrix.ts [RUNS]. Writes the tally beside it.
import { writeFile } from 'node:fs/promises';
import { matrixRun, runMatrix } from '../support/fault-matrix.ts';

const runs = Number(process.argv[2] ?? 3000);
const counts = { exact: 0, incomplete: 0, failed: 0, wrong: 0 };
const notExact: unknown[] = [];
let next = 1;

async function worker(): Promise<void> {
  for (let seed = next++; seed <= runs; seed = next++) {
    const { verdict, lost, doubled, report } = await runMatrix(matrixRun(seed));
    counts[verdict] += 1;
    if (verdict !== 'exact') notExact.push({ seed, verdict, lost, doubled, problems: report?.problems });
  }
}

await Promise.all(Array.from({ length: 4 }, worker));
const tally = { runs, node: process.version, counts, notExact };
await writeFile(new URL('fault-matrix.json', import.meta.url), `${JSON.stringify(tally, null, 2)}\n`);
process.stdout.write(`${JSON.stringify(tally, null, 2)}\n`);
process.exitCode = counts.wrong + counts.failed === 0 ? 0 : 1;
