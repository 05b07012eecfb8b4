// Benchmarks: node bench/run.ts [--smoke] [--runs N] [names of benchmarks]. Without names, all are run.
// bench/results.json, bench/results.svg and bench/README.md are written; with names, the other results in there are kept.
import { parseArgs } from 'node:util';
import { writeReport } from './report/report.ts';
import { benches } from './rows/index.ts';
import { isMet, type Result } from './support/bench.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { smoke: { type: 'boolean', default: false }, runs: { type: 'string', default: '5' } },
});
const { smoke } = values;
const runs = smoke ? 1 : Number(values.runs);
const wanted = benches.filter(({ name }) => positionals.length === 0 || positionals.includes(name));

const results: Result[] = [];
for (const bench of wanted) {
  const result = await bench.run({ smoke, runs });
  results.push(result);
  console.log(result.work);
  for (const figure of result.figures) {
    const { what, value, unit, most, least } = figure;
    const target =
      most !== undefined ? ` (at most ${most})` : least !== undefined ? ` (at least ${least})` : '';
    const met = isMet(figure);
    console.log(`  ${met === false ? 'NOT MET ' : ''}${what}: ${value} ${unit}${target}`);
  }
}
if (smoke)
  console.log(JSON.stringify(Object.fromEntries(results.map(({ name, counted }) => [name, counted]))));
else
  await writeReport(
    results,
    runs,
    benches.map(({ name }) => name),
  );
