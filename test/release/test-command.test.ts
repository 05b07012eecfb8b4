import { globSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { choose, type Step } from '../../scripts/test/choose.ts';
import { summary } from '../../scripts/test/summary.ts';
import { copyRepository, repository } from '../support/copy.ts';
import { run } from '../support/run.ts';

const steps: readonly Step[] = [
  ['types', 'tsc', '-b'],
  ['format and lint', 'biome', 'check'],
  ['lint with types', 'oxlint'],
  ['something slow', 'slow'],
  ['tests', 'vitest', 'run'],
];

describe('npm test --', () => {
  it('without anything: everything', () => {
    expect(choose(steps, [])).toEqual(steps);
  });

  it('a part: its tests', () => {
    expect(choose(steps, ['core'])).toEqual([['tests', 'vitest', 'run', 'packages/core/test/']]);
    expect(choose(steps, ['nodes', '--exclude', 'test/nodes/editor.test.ts'])).toEqual([
      ['tests', 'vitest', 'run', 'nodes/test/', 'test/nodes/', '--exclude', 'test/nodes/editor.test.ts'],
    ]);
  });

  it('steps by the first word of their names, with tests of a file', () => {
    expect(
      choose(steps, ['lint', 'types', 'test/doctor.test.ts', '-t', 'a key']).map((step) => step),
    ).toEqual([
      ['types', 'tsc', '-b'],
      ['lint with types', 'oxlint'],
      ['tests', 'vitest', 'run', 'test/doctor.test.ts', '-t', 'a key'],
    ]);
  });

  it('flags alone: all tests with them', () => {
    expect(choose(steps, ['-t', 'a key'])).toEqual([['tests', 'vitest', 'run', '-t', 'a key']]);
  });

  it('--fast: nothing slow', () => {
    const fast = choose(steps, ['--fast']);
    expect(fast.map(([name]) => name)).toEqual(['types', 'format and lint', 'lint with types', 'tests']);
    expect(fast.at(-1)).toContain('packages/');
    expect(fast.at(-1)).not.toContain('test/');
    const without = fast.at(-1)?.filter((_, i, all) => all[i - 1] === '--exclude') ?? [];
    expect(without.length).toBeGreaterThan(2);
    for (const pattern of without) expect(globSync(pattern, { cwd: repository }), pattern).not.toEqual([]);
  });

  it('what is nothing of these: what there is', () => {
    expect(() => choose(steps, ['cora'])).toThrow(
      'No step, part or test file: cora. Steps: types, format, lint, something, tests. Parts: core, export, cli, sandbox, nodes, action.',
    );
  });
});

it('the end says how long, how many, and how to run again what failed', () => {
  const results = [
    { name: 'types', word: 'types', passed: false, seconds: 1.25 },
    { name: 'tests', word: 'tests', passed: false, seconds: 60 },
  ];
  const report = {
    numTotalTests: 9,
    numPassedTests: 7,
    numFailedTests: 1,
    testResults: [
      { name: 'C:\\repo\\test\\a.test.ts', status: 'failed' },
      { name: 'C:\\repo\\test\\b.test.ts', status: 'passed' },
    ],
  };
  expect(summary(results, report, { root: 'C:\\repo', coverage: 93.1 })).toBe(`
── summary
failed  types      1.3 s
failed  tests     60.0 s
61.3 s, 9 tests in 2 files: 7 passed, 1 failed, 1 not run, 93.1 % of lines covered
To run just what failed:
  npm test -- types
  npm test -- test/a.test.ts
`);
});

describe('in a copy', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hyperstudy-tests-'));
    await copyRepository(folder);
    await writeFile(
      join(folder, 'test/bad.test.ts'),
      "import { expect, it } from 'vitest';\nit('fails', () => expect(1).toBe(2));\n",
    );
    await writeFile(
      join(folder, 'test/good.test.ts'),
      "import { expect, it } from 'vitest';\nit('passes', () => expect(1).toBe(1));\n",
    );
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('a failure is named at the end, with the command for it alone, which fails too', async () => {
    const test = (...args: string[]) => run(process.execPath, ['scripts/test.ts', ...args], { cwd: folder });
    const both = await test('test/bad.test.ts', 'test/good.test.ts');
    expect(both.code).toBe(1);
    expect(both.stdout).toMatch(/2 tests in 2 files: 1 passed, 1 failed\n/);
    expect(both.stdout).toMatch(/To run just what failed:\n {2}npm test -- test\/bad\.test\.ts\n/);
    expect(both.stderr).toContain('FAILED: tests\n');
    expect((await test('test/good.test.ts')).code).toBe(0);
    const unknown = await test('test/none.test.ts');
    expect(unknown).toMatchObject({ code: 2, stderr: expect.stringContaining('No step, part or test file') });
  });
});
