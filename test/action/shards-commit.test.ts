import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { GitServer } from '../github/git-server.ts';
import { filesIn, useFolders } from '../support/folder.ts';
import { useSandbox } from '../support/sandbox.ts';
import { useResults } from './support/results.ts';
import { type ActionRun, jobToken, type RunOptions, useRunners } from './support/runner.ts';
import { expectFiles, exportStudyInto, filesOf, inputsFor } from './support/study.ts';

const sandbox = useSandbox({ rooms: 4, ratings: 200, gaze: 50, recordings: 4 });
const newResults = useResults();
const newRunner = useRunners();
const newFolder = useFolders();

let github: GitServer;
beforeAll(async () => {
  github = await GitServer.start();
});
afterAll(() => github[Symbol.asyncDispose]());

const settings = { types: ['events', 'chat', 'rooms', 'recordings'] as const, partition: 'room' } as const;

it('shards by room are merged into a commit and an artifact, recordings apart', async () => {
  const results = await newResults();
  const { bare } = await github.create('lab/data', { [jobToken]: 'write' });
  await bare.commit([['README.md', 'The data of the lab']]);
  const run = async (more: Omit<RunOptions, 'results'>): Promise<ActionRun> => {
    const common = { types: settings.types.join(','), partition: 'room', recordings: 'download' };
    const inputs = { ...inputsFor(sandbox.current), ...common, ...more.inputs };
    const job = await (await newRunner()).run({ ...more, inputs, results });
    expect(job.exitCode, job.raw).toBe(0);
    return job;
  };
  for (const shard of ['1/2', '2/2']) await run({ inputs: { shard, until: '2026-04-01T00:00:00Z' } });
  const env = {
    GITHUB_SERVER_URL: github.url.replace('127.0.0.1', 'github.localhost'),
    GITHUB_API_URL: github.apiUrl,
    GITHUB_GRAPHQL_URL: `${github.url}/api/graphql`,
  };
  const merge = await run({ action: 'merge', inputs: { mode: 'both', repository: 'lab/data' }, env });
  expect(merge.outputs).toMatchObject({ complete: 'true', changed: 'true', committed: 'true' });

  const folder = await newFolder();
  await exportStudyInto(folder, sandbox.current, { ...settings, recordings: 'download' });
  const ids = (merge.outputs['artifact-ids'] ?? '').split(',').map(Number);
  expect(ids).toHaveLength(3);
  const files = await filesOf(results, ids);
  await expectFiles(files, folder);
  const known = [...files.keys()].filter((path) => !path.includes('.hyperstudy/'));
  expect(merge.outputs.files).toBe(String(known.length));

  const tables = (await filesIn(folder)).filter((file) => !file.startsWith('recordings/'));
  expect(tables.filter((file) => file.startsWith('rooms/')).length).toBeGreaterThan(4);
  const root = `data/${sandbox.current.experimentId}`;
  const committed = (await bare.paths()).filter((path) => !path.includes('.hyperstudy/'));
  expect(committed.sort()).toEqual(['README.md', ...tables.map((file) => `${root}/${file}`)].sort());
  for (const file of tables) {
    const same = (await bare.bytes(`${root}/${file}`)).equals(await readFile(join(folder, file)));
    expect(same, file).toBe(true);
  }

  // The same once more has nothing to commit; recordings are not lost where nothing is uploaded.
  const again = await run({ action: 'merge', inputs: { mode: 'commit', repository: 'lab/data' }, env });
  expect(again.outputs).toMatchObject({ complete: 'true', changed: 'false', committed: 'false' });
  expect(again.outputs['artifact-ids']).toBe(ids.slice(1).join(','));
});
