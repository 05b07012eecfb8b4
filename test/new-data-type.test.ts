import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { copyRepository, repository } from './support/copy.ts';
import { useFolders } from './support/folder.ts';
import { connectionTo, hyperstudy, hyperstudyUntilLine } from './support/hyperstudy.ts';

/** The worked example of CONTRIBUTING.md, done on a copy of the repository. */
const guide = readFileSync(join(repository, 'CONTRIBUTING.md'), 'utf8');
const diff = /^```diff\n([\s\S]*?)^```/m.exec(guide)?.[1] ?? '';

const newFolder = useFolders();
let copy = '';
const read = (path: string) => readFile(join(copy, path), 'utf8');
const json = async (path: string) => JSON.parse(await read(path));

async function node(...args: readonly string[]): Promise<string> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(?:HYPERSTUDY_|VITEST|NODE_ENV$)/.test(name)),
  );
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: copy, env, maxBuffer: 1e8 });
  return stdout;
}

/** Runs lines of a program in the copy; gives what they print, as JSON. */
async function program(name: string, lines: string): Promise<unknown> {
  await writeFile(join(copy, name), lines);
  return JSON.parse(await node(name));
}

const bin = () => join(copy, 'packages/cli/bin/hyperstudy.js');

beforeAll(async () => {
  copy = await newFolder();
  await copyRepository(copy);
  await writeFile(join(copy, 'heart-rate.diff'), diff);
  await promisify(execFile)('git', ['apply', '-C1', 'heart-rate.diff'], { cwd: copy });
  await node('scripts/run.mjs', 'build');
});

describe('a data type that is added as CONTRIBUTING.md shows', () => {
  it('is an entry of the registry and an example for the tests', () => {
    const touched = [...diff.matchAll(/^\+\+\+ b\/(.*)$/gm)].map(([, file]) => file);
    expect(touched).toEqual([
      'packages/core/src/data-types/registry.ts',
      'packages/core/test/data-types/fixtures/index.ts',
    ]);
    expect(diff).not.toMatch(/^-(?!-- a\/)/m);
  });

  it('passes the tests that hold for every data type', async () => {
    const files = [
      'packages/core/test/data-types',
      'packages/core/test/client/routes.test.ts',
      'packages/sandbox/test/endpoints.test.ts',
      'packages/sandbox/test/coverage.test.ts',
      'nodes/test/catalogues.test.ts',
    ];
    const report = ['--reporter=json', '--outputFile=report.json'];
    await node('node_modules/vitest/vitest.mjs', 'run', ...files, ...report);
    const output = await json('report.json');
    expect(output).toMatchObject({ success: true });
    const names = output.testResults.flatMap((file: { assertionResults: { fullName: string }[] }) =>
      file.assertionResults.map(({ fullName }) => fullName),
    );
    expect(names.filter((name: string) => /heart[_-]rate/.test(name)).length).toBeGreaterThan(15);
  });

  it('is a method of the client, typed, that reads the route which the sandbox serves', async () => {
    const lines = `
      import { HyperStudy, openApiDocument } from '@hyperstudy-workflows/core';
      import { startSandbox } from '@hyperstudy-workflows/sandbox';
      await using sandbox = await startSandbox({ rooms: 2 });
      await using hs = new HyperStudy({ baseUrl: sandbox.url, apiKey: sandbox.apiKey });
      const query = hs.heartRate({ experiment: sandbox.experimentId }, { pageSize: 100 });
      const rates: (number | null | undefined)[] = [];
      for await (const { bpm } of query) rates.push(bpm);
      const [one] = await hs.records('heart_rate', { room: sandbox.roomId }, { limit: 1 });
      // @ts-expect-error: no filter of this data type
      const wrong = () => hs.heartRate({ room: 'r' }, { componentType: 'x' });
      const { paths } = openApiDocument(sandbox.url);
      const { complete, totalAfter: total } = query.report;
      console.log(JSON.stringify({
        rows: rates.length, numbers: rates.every((rate) => typeof rate === 'number'), complete, total, one,
        paths: Object.keys(paths as object).filter((path) => path.includes('heart')), wrong: typeof wrong,
      }));`;
    const found = await program('heart-rate.ts', lines);
    expect(found).toMatchObject({
      numbers: true,
      complete: true,
      one: { sampleId: expect.any(String), roomId: expect.any(String), bpm: expect.any(Number) },
      paths: ['experiment', 'room', 'participant'].map((scope) =>
        expect.stringContaining(`/data/heart-rate/${scope}/`),
      ),
    });
    const { rows, total } = found as { rows: number; total: number };
    expect(rows).toBe(total);
    expect(rows).toBeGreaterThan(500);
    await node(
      'node_modules/typescript/bin/tsc',
      '--ignoreConfig',
      '--noEmit',
      '--strict',
      '--skipLibCheck',
      '--target',
      'es2023',
      '--lib',
      'es2024,esnext.disposable',
      '--module',
      'nodenext',
      '--types',
      'node',
      'heart-rate.ts',
    );
  });

  it('is named by the help of the command line, and exported with its columns', async () => {
    for (const name of ['export', 'poll'])
      expect((await hyperstudy([name, '--help'], { bin: bin() })).stdout).toContain('heart_rate');
    const sandbox = await hyperstudyUntilLine(['sandbox', '--rooms', '2'], { bin: bin() });
    try {
      const { url, apiKey, experimentId } = JSON.parse(sandbox.lines[0] ?? '');
      const out = await newFolder();
      const args = [
        'export',
        '--experiment',
        experimentId,
        '--types',
        'HeartRate,events',
        '--out',
        out,
        '--datapackage',
      ];
      const { code, stderr } = await hyperstudy([...args, '--quiet'], {
        bin: bin(),
        env: connectionTo({ url, apiKey }),
      });
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      const [header, first = ''] = (await readFile(join(out, 'heart_rate.csv'), 'utf8')).split('\n');
      expect(header).toMatch(/^sampleId,experimentId,.*roomId,participantId,timestamp,onset,onset_sec,bpm$/);
      expect(first).toMatch(/^heart_rate_/);
      const codebook = await readFile(join(out, 'codebook.md'), 'utf8');
      expect(codebook).toMatch(/bpm.*beats per minute/);
      expect(await readFile(join(out, 'datapackage.json'), 'utf8')).toContain('heart_rate');
      expect(await readFile(join(out, 'report.html'), 'utf8')).toContain('heart_rate');
    } finally {
      await sandbox.stop('SIGTERM');
    }
  });

  it('is an input that the action takes and names', async () => {
    const found = await program(
      'action-inputs.mjs',
      `
      import { readInputs } from './action/lib/inputs/index.js';
      const read = (types) => {
        try {
          return readInputs({ 'INPUT_API-KEY': 'hst_test_0', INPUT_EXPERIMENT: 'e', INPUT_TYPES: types }).settings.types;
        } catch (error) {
          return error.message;
        }
      };
      console.log(JSON.stringify(['heart-rate', 'hart_rate', 'weather'].map(read)));`,
    );
    expect(found).toEqual([
      ['heart_rate'],
      expect.stringContaining('Did you mean heart_rate?'),
      expect.stringMatching(/Known types: .*heart_rate/),
    ]);
  });

  it('is in the drop-downs of Node-RED, in every language', async () => {
    for (const name of ['fetch', 'poll', 'export'])
      expect(await read(`nodes/dist/hyperstudy-${name}.html`), name).toContain('"name": "heart_rate"');
    for (const language of ['en-US', 'de', 'fr', 'ja', 'zh-CN'])
      expect(await json(`nodes/dist/locales/${language}/hyperstudy-fetch.json`)).toMatchObject({
        common: { dataType: { heart_rate: 'Heart rate' } },
      });
  });

  it('is in the docs once they are written again', async () => {
    const rewritten = await node('scripts/docs.ts');
    for (const page of ['README.md', 'docs/api.md', 'docs/data-types.md', 'action.yml', 'action/README.md']) {
      expect(rewritten).toContain(page);
      expect(await read(page), page).toContain('heart_rate');
    }
    expect(await read('docs/data-types.md')).toMatch(/^\| `bpm` +\| number, optional +\| beats per minute/m);
    expect(await node('scripts/docs.ts', '--check')).toContain('up to date');
  });
});
