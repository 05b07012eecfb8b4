import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { everyFileIn, useFolders } from '../support/folder.ts';
import { type Runner, useRunners } from './support/runner.ts';

const action = fileURLToPath(new URL('../../action/', import.meta.url));
const dist = join(action, 'dist');
const newFolder = useFolders();
const newRunner = useRunners();

const read = (path: string) => readFileSync(join(action, path), 'utf8');

describe('the committed bundle', () => {
  it('is what the sources and the lockfile give, byte for byte', () => {
    const { status, stderr, stdout } = spawnSync(process.execPath, ['scripts/check-dist.ts'], {
      cwd: join(action, '..'),
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^\d\d files of action\/dist are what the sources give\.$/m);
  });

  it('has at most 5 MB', async () => {
    let bytes = 0;
    for (const file of await everyFileIn(dist)) bytes += (await readFile(join(dist, file))).length;
    process.stdout.write(`action/dist: ${(bytes / 1e6).toFixed(2)} MB\n`);
    expect(bytes).toBeLessThan(5_000_000);
  });

  it('is ESM and lacks no module', async () => {
    const scripts = (await everyFileIn(dist)).filter((file) => file.endsWith('.js'));
    for (const script of ['index.js', 'plan.js', 'merge.js', 'post/index.js'])
      expect(scripts).toContain(script);
    for (const file of scripts) expect(read(join('dist', file))).not.toContain('webpackMissingModule');
    for (const file of ['dist/package.json', 'dist/steps/package.json', 'dist/post/package.json'])
      expect(JSON.parse(read(file))).toEqual({ type: 'module' });
  });

  it('names the licence of what is bundled, each package in one version', () => {
    const titles = read('dist/THIRD-PARTY-LICENSES.txt')
      .split('\n')
      .filter((_, i, lines) => /^-+$/.test(lines[i + 1] ?? '') && lines[i + 1]?.length === lines[i]?.length)
      .map((title) => title.split(' ')[0] ?? '');
    for (const name of ['@actions/artifact', '@actions/cache', '@azure/storage-blob', 'undici', 'zod'])
      expect(titles).toContain(name);
    for (const name of ['@azure/storage-blob', '@actions/http-client', 'undici'])
      expect(titles.filter((title) => title === name)).toHaveLength(1);
  });

  it('is marked as generated', () => {
    expect(read('../.gitattributes')).toMatch(/^action\/dist\/\*\* .*linguist-generated/m);
  });
});

describe('starting', () => {
  let runner: Runner;
  beforeAll(async () => {
    runner = await newRunner();
  });

  it('takes less than 0.6 s to the first line', async () => {
    const file = join(await newFolder(), 'cpu');
    const hook = fileURLToPath(new URL('./support/cpu-at-first-line.mjs', import.meta.url));
    await runner.run({ inputs: {}, env: { NODE_OPTIONS: `--import ${hook}`, CPU_FILE: file } });
    const ms = Number(await readFile(file, 'utf8'));
    process.stdout.write(`first line after ${ms.toFixed(0)} ms of CPU time\n`);
    expect(ms).toBeLessThan(600);
  });

  it('is up to an entry of a few lines, and importing the rest does nothing', () => {
    for (const entry of ['src/main.ts', 'src/plan.ts', 'src/merge.ts', 'src/post.ts'])
      expect(read(entry).trim().split('\n').length).toBeLessThanOrEqual(10);
    const modules = ['steps/index.js', 'runner/clean-up.js'].map((path) => join(action, 'lib', path));
    const code = modules.map((path) => `await import(${JSON.stringify(path)});`).join('\n');
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
      encoding: 'utf8',
    });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
  });
});
