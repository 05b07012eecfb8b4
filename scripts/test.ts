// Everything that has to hold before a change lands, in the order of how quickly it fails. A failing step doesn't
// stop the others: one run shows all there is to mend. `npm test -- core` runs the tests of a part, `npm test -- lint`
// a step, `npm test -- test/doctor.test.ts` a file.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { choose, type Step, wordOf } from './test/choose.ts';
import { type Report, type StepResult, summary } from './test/summary.ts';

const steps: readonly (readonly [string, string, ...string[]])[] = [
  ['types', 'tsc', '-b'],
  ['format and lint', 'biome', 'check', '--error-on-warnings', '.'],
  ['lint with types', 'oxlint', '--type-aware', '--deny-warnings', '.'],
  ['unused files, exports, dependencies', 'knip', '--treat-config-hints-as-errors'],
  ['docs', process.execPath, 'scripts/docs.ts', '--check'],
  ['docstrings', 'typedoc', '--emit', 'none', '--logLevel', 'Warn'],
  ['tests', 'vitest', 'run'],
];

/** The packages that programs are in, where they are called otherwise. */
const packages: Readonly<Record<string, string>> = { tsc: 'typescript', biome: '@biomejs/biome' };

const root = join(import.meta.dirname, '..');
const plan = chosen();
const scratch = mkdtempSync(join(tmpdir(), 'hyperstudy-tests-'));
const reportFile = join(scratch, 'report.json');
const coverageFile = join(root, 'coverage/coverage-summary.json');
rmSync(coverageFile, { force: true });

const results = plan.map(runStep);
console.log(
  summary(results, json<Report>(reportFile), {
    root,
    coverage: json<{ total: { lines: { pct: number } } }>(coverageFile)?.total.lines.pct,
  }),
);
for (const { name } of results.filter(({ passed }) => !passed)) console.error(`FAILED: ${name}`);
process.exitCode = results.every(({ passed }) => passed) ? 0 : 1;
rmSync(scratch, { recursive: true, force: true });

function chosen(): readonly Step[] {
  try {
    return choose(steps, process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  }
}

function runStep(step: Step): StepResult {
  const [name, program, ...args] = step;
  console.log(`\n── ${name}`);
  const started = Date.now();
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const command = [...scriptOf(program), ...args, ...(program === 'vitest' ? reporters : [])];
  const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit' });
  const seconds = (Date.now() - started) / 1000;
  console.log(`── ${name}: ${status === 0 ? 'passed' : 'FAILED'} in ${seconds.toFixed(1)} s`);
  return { name, word: wordOf(step), passed: status === 0, seconds };
}

/** The program as a script for this Node: no shell, which would take a space in a path for the end of it. */
function scriptOf(program: string): string[] {
  if (program === process.execPath) return [];
  const folder = join(root, 'node_modules', packages[program] ?? program);
  const manifest = json<{ bin?: string | Record<string, string> }>(join(folder, 'package.json'));
  const path = typeof manifest?.bin === 'string' ? manifest.bin : manifest?.bin?.[program];
  if (path === undefined) throw new Error(`${program} is not installed: npm run setup`);
  return [join(folder, path)];
}

function json<T>(file: string): T | undefined {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
