import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { useFolders } from '../support/folder.ts';
import { useSandbox } from '../support/sandbox.ts';
import { type ApiLine, useLines } from './support/api-line.ts';
import { useResults } from './support/results.ts';
import type { ResultsService } from './support/results-service.ts';
import { type Runner, useRunners } from './support/runner.ts';
import { expectFiles, exportStudyInto, filesOf, inputsFor } from './support/study.ts';

// The same study, before and after three more sessions.
const before = useSandbox({ rooms: 3, recordings: 4 });
const after = useSandbox({ rooms: 6, recordings: 8 });
const newLine = useLines();
const newResults = useResults();
const newRunner = useRunners();
const newFolder = useFolders();

/** Enough to have tables of every kind, and files. */
const settings = { types: 'events,chat,participants,rooms', recordings: 'download' } as const;

let line: ApiLine;
let results: ResultsService;
let runner: Runner;
let runId = 0;

/** A run of a nightly workflow: a new job, with artifacts of its own and the repository's caches. */
async function nextRun(inputs: Readonly<Record<string, string>> = {}) {
  runId += 1;
  await runner.newJob();
  results.artifacts.length = 0;
  line.asked.length = 0;
  const study = inputsFor({ ...before.current, url: line.url });
  const run = await runner.run({ inputs: { ...study, ...settings, ...inputs }, results, runId });
  expect(run.log).not.toMatch(/✗/);
  expect(run.exitCode).toBe(0);
  return {
    ...run,
    asked: line.asked.length,
    notices: run.annotations.filter(({ level }) => level === 'notice'),
  };
}

/** Expects the artifacts to be what a first export gives. */
async function expectRightFiles(): Promise<void> {
  const folder = await newFolder();
  await exportStudyInto(
    folder,
    { ...before.current, url: line.url },
    {
      types: ['events', 'chat', 'participants', 'rooms'],
      recordings: 'download',
    },
  );
  await expectFiles(await filesOf(results), folder);
}

beforeEach(async () => {
  line = await newLine(before.current.url);
  [results, runner] = await Promise.all([newResults(), newRunner()]);
});

describe('a second run', () => {
  it('fetches only what is new, keeps nothing twice, and gives what a first one gives', async () => {
    const first = await nextRun();
    const [entry] = results.caches;
    expect(entry?.key).toMatch(/^hyperstudy-1-[0-9a-f]{16}-\d+-1$/);
    const same = await nextRun();
    expect(same.outputs.changed).toBe('false');
    expect(same.asked).toBeLessThan(first.asked);
    expect(line.asked.filter((path) => path.includes('/download'))).toEqual([]);
    expect(results.caches).toHaveLength(1);
    expect(same.summary).toContain('nothing new since the last run');
    await expectRightFiles();

    line.behind = after.current.url;
    const grown = await nextRun();
    expect(grown.outputs.changed).toBe('true');
    expect(results.caches).toHaveLength(2);
    expect(grown.summary).toContain('<td>rooms.csv</td><td align="right">6</td><td align="right">+3</td>');
    await expectRightFiles();
  });

  it('with other settings begins anew', async () => {
    await nextRun();
    const other = await nextRun({ types: 'rooms', recordings: 'none' });
    expect(other.outputs.changed).toBe('true');
    expect([...(await filesOf(results)).keys()].sort()).toEqual([
      '.hyperstudy/state.json',
      'codebook.json',
      'codebook.md',
      'manifest.json',
      'report.html',
      'rooms.csv',
    ]);
  });

  it('of another attempt writes an entry of its own', async () => {
    await nextRun();
    line.behind = after.current.url;
    await runner.newJob();
    const study = inputsFor({ ...before.current, url: line.url });
    const inputs = { ...study, ...settings };
    await runner.run({ inputs, results, runId, attempt: 2 });
    expect(results.caches.map(({ key }) => key.split('-').at(-1))).toEqual(['1', '2']);
  });
});

it('is a help, and no more: without it, the result is the same', async () => {
  await nextRun();
  const entry = results.caches[0]?.blob ?? '';
  await results.blobs.replace(entry, Buffer.from('not an archive'));
  const rubbish = await nextRun();
  expect(rubbish.outputs).toMatchObject({ complete: 'true', changed: 'true' });
  await expectRightFiles();

  for (const { blob } of results.caches) await results.blobs.remove(blob);
  expect((await nextRun()).outputs.complete).toBe('true');
  await expectRightFiles();

  results.caches.length = 0;
  results.faults.push({ method: 'GetCacheEntryDownloadURL', status: 403 });
  results.faults.push({ method: 'CreateCacheEntry', status: 409, msg: 'cache entry already exists' });
  expect((await nextRun()).log).toContain('Not saved');
  await expectRightFiles();

  results.calls.length = 0;
  await nextRun({ cache: 'false' });
  expect(results.calls.filter((call) => call.includes('Cache'))).toEqual([]);
  await expectRightFiles();
});

it('reads all anew where what an earlier run left is damaged', async () => {
  const study = inputsFor({ ...before.current, url: line.url });
  const inputs = { ...study, ...settings, cache: 'false' };
  const first = await runner.run({ inputs, results, runId });
  const out = first.outputs['out-dir'] ?? '';
  expect(await readdir(out)).toContain('.hyperstudy');
  await writeFile(join(out, '.hyperstudy', 'state.json'), '{"format":');
  results.artifacts.length = 0;
  const second = await runner.run({ inputs, results, runId });
  expect(second.annotations.map(({ text }) => text).join()).toContain('all is read anew');
  expect(second.exitCode).toBe(0);
  await expectRightFiles();
});
