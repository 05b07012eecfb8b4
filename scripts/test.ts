// Everything that has to hold before a change lands, in the order of how quickly it fails. A failing step doesn't
// stop the others: one run shows all there is to mend.
import { spawnSync } from 'node:child_process';

const steps: readonly (readonly [string, string, ...string[]])[] = [
  ['types', 'tsc', '-b'],
  ['format and lint', 'biome', 'check', '--error-on-warnings', '.'],
  ['lint with types', 'oxlint', '--type-aware', '--deny-warnings', '.'],
  ['unused files, exports, dependencies', 'knip', '--treat-config-hints-as-errors'],
  ['docs', process.execPath, 'scripts/docs.ts', '--check'],
  ['docstrings', 'typedoc', '--emit', 'none', '--logLevel', 'Warn'],
  ['tests', 'vitest', 'run'],
];

const failed = steps.filter(([name, command, ...args]) => {
  console.log(`\n── ${name}`);
  const started = Date.now();
  const { status } = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  console.log(
    `── ${name}: ${status === 0 ? 'passed' : 'FAILED'} in ${((Date.now() - started) / 1000).toFixed(1)} s`,
  );
  return status !== 0;
});

for (const [name] of failed) console.error(`FAILED: ${name}`);
process.exitCode = failed.length === 0 ? 0 : 1;
