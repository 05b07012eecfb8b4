import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HyperStudy } from '@hyperstudy-workflows/core';
import { exportStudy } from '@hyperstudy-workflows/export';
import { beforeAll, describe, expect, it } from 'vitest';
import { everyFileIn, useFolders } from '../support/folder.ts';
import {
  baseUrl,
  clock,
  folder,
  github,
  neverAnswer,
  newDataRepository,
  newRunner,
  sandbox,
  step,
} from './support/committing.ts';
import { useResults } from './support/results.ts';
import { type ActionRun, jobToken } from './support/runner.ts';

const newResults = useResults();
const newFolder = useFolders();
const minute = 60_000;

describe('a nightly commit to a data repository', () => {
  let repository: Awaited<ReturnType<typeof newDataRepository>>;
  let first: ActionRun;
  beforeAll(async () => {
    repository = await newDataRepository();
    await repository.bare.commit([
      ['README.md', 'The data of the lab'],
      [`${folder()}/notes on ünï "data".md`, 'by hand'],
    ]);
    first = await step(repository.name);
  });

  it('commits the study, as the library exports it', async () => {
    expect(first.exitCode, first.raw).toBe(0);
    expect(first.outputs).toMatchObject({ complete: 'true', changed: 'true', committed: 'true' });
    expect(first.outputs['commit-sha']).toBe(await repository.bare.head());
    const out = await newFolder();
    await using client = new HyperStudy({ apiKey: sandbox.apiKey, baseUrl });
    await exportStudy(client, { scope: { experiment: sandbox.experimentId }, out });
    const files = await everyFileIn(out);
    expect(files.length).toBeGreaterThan(15);
    for (const file of files) {
      const committed = await repository.bare.bytes(`${folder()}/${file}`);
      expect(committed.equals(await readFile(join(out, file))), file).toBe(true);
    }
    const paths = await repository.bare.paths();
    const others = ['README.md', `${folder()}/notes on ünï "data".md`];
    const state = ['.hyperstudy/files.json'].map((file) => `${folder()}/${file}`);
    expect(paths.toSorted()).toEqual(
      [...files.map((file) => `${folder()}/${file}`), ...others, ...state].toSorted(),
    );
  });

  it('commits nothing the next night, when nothing is new, and fetches little', async () => {
    const head = await repository.bare.head();
    const run = await step(repository.name);
    expect(run.exitCode, run.raw).toBe(0);
    expect(run.outputs).toMatchObject({ changed: 'false', committed: 'false', complete: 'true' });
    expect(run.outputs['commit-sha']).toBeUndefined();
    expect(await repository.bare.head()).toBe(head);
  });

  it('commits just what is new when the study grew', async () => {
    clock.jump(10 * minute);
    const run = await step(repository.name);
    expect(run.exitCode, run.raw).toBe(0);
    expect(run.outputs).toMatchObject({ changed: 'true', committed: 'true' });
    const changes = await repository.bare.diff('main');
    expect(changes.every((change) => change.startsWith(`M ${folder()}/`))).toBe(true);
    expect(changes).toContain(`M ${folder()}/events.csv`);
    expect(changes).toContain(`M ${folder()}/.hyperstudy/state.json`);
    const [before, after] = await Promise.all(
      ['main^', 'main'].map((ref) => repository.bare.bytes(`${folder()}/events.csv`, ref)),
    );
    expect(after?.subarray(0, before?.length).equals(before ?? Buffer.alloc(0))).toBe(true);
    expect(await repository.bare.text('rev-list', '--count', 'main')).toBe('3');
  });

  it('leaves neither clone nor token behind', async () => {
    const runner = await newRunner();
    const run = await step(repository.name, {}, { runner });
    expect((await readdir(runner.temp)).filter((name) => name.startsWith('hyperstudy-data-'))).toEqual([]);
    await run.post();
    expect(await everyFileIn(runner.temp)).toEqual([]);
    expect(run.raw).not.toContain(jobToken);
    expect(run.raw).not.toContain(Buffer.from(`x-access-token:${jobToken}`).toString('base64'));
    expect(run.masks).toContain(Buffer.from(`x-access-token:${jobToken}`).toString('base64'));
    expect(await readdir(runner.workspace)).toEqual([]);
  });

  it('refuses a folder with another study', async () => {
    const run = await step(repository.name, { experiment: sandbox.experimentIds[1] ?? '', path: folder() });
    expect(run.exitCode).toBe(1);
    expect(run.raw).toMatch(/holds the export of experiment.*Set path to another folder/);
  });

  it('goes beside other files in a folder of the workspace', async () => {
    const other = await newDataRepository();
    const runner = await newRunner();
    const { writeFile } = await import('node:fs/promises');
    await writeFile(join(runner.workspace, 'private.txt'), 'not for others');
    const run = await step(other.name, { out: '.', path: '.', types: 'events' }, { runner });
    expect(run.exitCode, run.raw).toBe(0);
    expect(await other.bare.paths()).toEqual([
      '.hyperstudy/files.json',
      '.hyperstudy/state.json',
      'codebook.json',
      'codebook.md',
      'events.csv',
      'manifest.json',
      'report.html',
    ]);
  });

  it('is signed by GitHub where that is asked for', async () => {
    const other = await newDataRepository();
    await other.bare.commit([['README.md', 'x']]);
    const run = await step(other.name, { 'signed-commits': 'true', branch: 'exports', types: 'events' });
    expect(run.exitCode, run.raw).toBe(0);
    expect(run.outputs['commit-sha']).toBe(await other.bare.head('exports'));
    expect(github.seen.some(({ service }) => service === 'graphql')).toBe(true);
  });
});

describe('several experiments in one run', () => {
  it('get a folder each, which a run for one of them goes on from', async () => {
    const repository = await newDataRepository();
    const [one = '', two = ''] = sandbox.experimentIds;
    const types = 'events,rooms';
    const both = await step(repository.name, { experiment: `${one},${two}`, types });
    expect(both.exitCode, both.raw).toBe(0);
    const paths = await repository.bare.paths();
    for (const id of [one, two]) expect(paths).toContain(`data/${id}/events.csv`);
    const single = await step(repository.name, { experiment: one, types });
    expect(single.outputs, single.raw).toMatchObject({ changed: 'false', committed: 'true' });
    expect(await repository.bare.diff('main')).toEqual([`A data/${one}/.hyperstudy/files.json`]);
    const again = await step(repository.name, { experiment: `${one},${two}`, types });
    expect(again.outputs, again.raw).toMatchObject({ changed: 'false', committed: 'true' });
    const last = await step(repository.name, { experiment: `${one},${two}`, types });
    expect(last.outputs).toMatchObject({ committed: 'false' });
  });
});

describe('tables as a commit and recordings as artifacts', () => {
  it('each get where they belong', async () => {
    const repository = await newDataRepository();
    const results = await newResults();
    const run = await step(
      repository.name,
      { mode: 'both', recordings: 'download' },
      // The artifact service is only asked where the server looks like GitHub's own.
      { results, serverUrl: github.url.replace('127.0.0.1', 'github.localhost') },
    );
    expect(run.exitCode, run.raw).toBe(0);
    expect(run.outputs).toMatchObject({ committed: 'true', 'recordings-failed': '0' });
    const paths = await repository.bare.paths();
    expect(paths).toContain(`${folder()}/recordings.csv`);
    expect(paths.filter((path) => path.includes('recordings/'))).toEqual([]);
    const names = results.artifacts.map(({ name }) => name);
    expect(names.some((name) => name.includes('-recordings-'))).toBe(true);
  });
});

describe('a second writer', () => {
  it('between fetch and push: both survive', async () => {
    const repository = await newDataRepository();
    await repository.bare.commit([['README.md', 'x']]);
    github.disturb({
      service: 'git-receive-pack',
      before: () => repository.bare.commit([['other.txt', 'other']]),
    });
    const run = await step(repository.name, { types: 'events' });
    expect(run.exitCode, run.raw).toBe(0);
    expect(await repository.bare.paths()).toEqual(
      expect.arrayContaining(['README.md', 'other.txt', `${folder()}/events.csv`]),
    );
  });

  it('who exports the same: the run fails and says to run it again', async () => {
    const repository = await newDataRepository();
    let theirs: ActionRun | undefined;
    github.disturb({
      service: 'git-receive-pack',
      before: async () => {
        clock.jump(5 * minute);
        theirs = await step(repository.name, { types: 'events' });
      },
    });
    const run = await step(repository.name, { types: 'events' });
    expect(theirs?.outputs).toMatchObject({ committed: 'true' });
    expect(run.exitCode).toBe(1);
    expect(run.outputs).not.toHaveProperty('commit-sha');
    expect(run.annotations.map(({ text }) => text).join()).toMatch(/Another export changed .*Run it again/);
    expect(await repository.bare.head()).toBe(theirs?.outputs['commit-sha']);
  });
});

describe('an export that the deadline ends', () => {
  it('commits what is done, and the next run goes on from there', async () => {
    const repository = await newDataRepository();
    // The look at the key before asks for one record.
    neverAnswer((url) => url.includes('/data/sync') && !/[?&]limit=1(&|$)/.test(url));
    const cut = await step(repository.name, { deadline: '2s' });
    neverAnswer(() => false);
    expect(cut.outputs, cut.raw).toMatchObject({ complete: 'false', committed: 'true' });
    // How far it came depends on the machine, but not past what is never answered.
    const done = await repository.bare.paths();
    expect(done).toContain(`${folder()}/manifest.json`);
    expect(done).not.toContain(`${folder()}/sync.csv`);
    const whole = await step(repository.name);
    expect(whole.outputs, whole.raw).toMatchObject({ complete: 'true', committed: 'true' });
    const changes = await repository.bare.diff('main');
    expect(changes).toContain(`A ${folder()}/sync.csv`);
    const again = done.filter((path) => path.endsWith('.csv') && changes.includes(`M ${path}`));
    expect(again).toEqual([]);
    expect((await repository.bare.paths()).join()).not.toContain('partial');
  });
});
