import { beforeEach, describe, expect, it } from 'vitest';
import { useFolders } from '../support/folder.ts';
import { useSandbox } from '../support/sandbox.ts';
import { type ApiLine, useLines } from './support/api-line.ts';
import { useResults } from './support/results.ts';
import type { ResultsService } from './support/results-service.ts';
import { type Runner, type RunOptions, useRunners } from './support/runner.ts';
import { expectFiles, exportStudyInto, filesOf, inputsFor } from './support/study.ts';

const sandbox = useSandbox({ rooms: 2, recordings: 2, ratings: 200, gaze: 50 });
// Its storage loses every recording.
const lossy = useSandbox({ rooms: 2, recordings: 2, faults: 'kinds=file-404,rate=1' });
const newLine = useLines();
const newResults = useResults();
const newRunner = useRunners();
const newFolder = useFolders();

const types = ['events', 'sync', 'rooms'] as const;

let line: ApiLine;
let results: ResultsService;
let runner: Runner;
beforeEach(async () => {
  line = await newLine(sandbox.current.url);
  [results, runner] = await Promise.all([newResults(), newRunner()]);
});

function run(inputs: RunOptions['inputs'] = {}, options: Partial<RunOptions> = {}) {
  const study = inputsFor({ ...sandbox.current, url: line.url });
  return runner.run({ results, ...options, inputs: { ...study, types: types.join(), ...inputs } });
}

describe('the deadline', () => {
  it('stops the export, delivers what is there, and the next run goes on', async () => {
    // The permission is tried with one record; whole pages never come.
    line.hold = /\/data\/sync\/.*limit=(?!1(&|$))/;
    const first = await run({ deadline: '2s' });
    expect(first.exitCode).toBe(0);
    expect(first.outputs).toMatchObject({ complete: 'false', 'artifact-id': '1000' });
    expect(first.annotations.map(({ level, text }) => `${level}: ${text}`)).toContain(
      'warning: The deadline is reached. What is done is kept; the next run goes on from there.',
    );
    expect(first.summary).toContain('## HyperStudy export: not complete yet');
    const partial = await filesOf(results);
    expect(JSON.parse(partial.get('manifest.json')?.toString() ?? '').run.complete).toBe(false);
    expect(partial.has('events.csv')).toBe(true);
    expect(partial.has('sync.csv')).toBe(false);

    line.hold = undefined;
    line.asked.length = 0;
    results.artifacts.length = 0;
    await runner.newJob();
    const second = await run({}, { runId: 2 });
    expect(second.outputs).toMatchObject({ complete: 'true', changed: 'true' });
    const folder = await newFolder();
    await exportStudyInto(folder, { ...sandbox.current, url: line.url }, { types });
    await expectFiles(await filesOf(results), folder);
  });

  it('fails the step where every warning does, and what is done is delivered all the same', async () => {
    line.hold = /\/data\/sync\/.*limit=(?!1(&|$))/;
    const { exitCode, outputs } = await run({ deadline: '2s', 'fail-on': 'warnings' });
    expect(exitCode).toBe(1);
    expect(outputs).toMatchObject({ complete: 'false', 'artifact-id': '1000' });
  });
});

it('a cancelled job tells what there is and uploads nothing', async () => {
  line.hold = /\/data\/sync\/.*limit=(?!1(&|$))/;
  const { outputs, groups } = await run(
    {},
    { onLine: (text, kill) => (text === 'events: done' ? kill('SIGINT') : undefined) },
  );
  expect(outputs.complete).toBe('false');
  expect(outputs['artifact-id']).toBeUndefined();
  expect(groups.at(-1)).toMatch(/^Export/);
  expect(results.artifacts).toEqual([]);
});

describe('recordings that can not be had', () => {
  const inputs = () => ({
    ...inputsFor(lossy.current),
    types: 'rooms',
    recordings: 'download',
    cache: 'false',
  });

  it('are counted and told, and the rest is delivered', async () => {
    const done = await run(inputs());
    expect(done.exitCode).toBe(0);
    expect(done.outputs).toMatchObject({ complete: 'false', 'recordings-downloaded': '0' });
    expect(Number(done.outputs['recordings-failed'])).toBeGreaterThan(0);
    expect(done.annotations.some(({ text }) => text.includes('recordings could not be had'))).toBe(true);
    expect(results.artifacts).toHaveLength(1);
  });

  it('fail the step where that is wanted', async () => {
    const { exitCode, outputs } = await run({ ...inputs(), 'fail-on': 'recordings' });
    expect(exitCode).toBe(1);
    expect(outputs['artifact-id']).toBe('1000');
  });
});
