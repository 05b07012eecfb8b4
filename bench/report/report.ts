import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Result } from '../support/bench.ts';
import { environment } from './environment.ts';
import { plot } from './plot.ts';
import { type Report, tables } from './readme.ts';

const file = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url));

const start = '<!-- results: written by npm run bench -->';
const end = '<!-- end of results -->';

/** Writes results.json, results.svg and the tables of README.md; results that were not measured anew are kept. */
export async function writeReport(
  measured: readonly Result[],
  runs: number,
  names: readonly string[],
): Promise<void> {
  const before = await readBefore();
  const results = names.flatMap(
    (name) =>
      measured.find((result) => result.name === name) ?? before.find((result) => result.name === name) ?? [],
  );
  const report: Report = { environment: environment(), runs, results };
  await writeFile(file('results.json'), `${JSON.stringify(report, undefined, 2)}\n`);
  await writeFile(file('results.svg'), plot(results));
  const readme = await readFile(file('README.md'), 'utf8');
  const [head = '', rest = ''] = readme.split(start);
  const [, tail = ''] = rest.split(end);
  await writeFile(file('README.md'), `${head}${start}\n\n${tables(report)}\n${end}${tail}`);
}

async function readBefore(): Promise<readonly Result[]> {
  const text = await readFile(file('results.json'), 'utf8').catch(() => '{"results":[]}');
  const { results }: Pick<Report, 'results'> = JSON.parse(text);
  return results;
}
