import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { manifestSchema } from '@hyperstudy-workflows/export';
import { beforeAll, describe, expect, it } from 'vitest';
import { useFolders } from '../support/folder.ts';
import { useSandbox } from '../support/sandbox.ts';
import { useResults } from './support/results.ts';
import type { ResultsService } from './support/results-service.ts';
import { type ActionRun, type Runner, useRunners } from './support/runner.ts';
import { expectFiles, exportStudyInto, filesOf, inputsFor } from './support/study.ts';
import { unzip } from './support/zip.ts';

// Rooms enough for more than one day.
const sandbox = useSandbox({ rooms: 20, ratings: 500, gaze: 100, recordings: 9 });
const newResults = useResults();
const newRunner = useRunners();
const newFolder = useFolders();

describe('an export with recordings', () => {
  let run: ActionRun;
  let runner: Runner;
  let results: ResultsService;
  let files: Map<string, Buffer>;
  beforeAll(async () => {
    results = await newResults();
    runner = await newRunner();
    const inputs = { ...inputsFor(sandbox.current), recordings: 'download', 'retention-days': '30' };
    run = await runner.run({ inputs, results, attempt: 3 });
    files = await filesOf(results);
  });

  const manifest = () => manifestSchema.parse(JSON.parse(files.get('manifest.json')?.toString() ?? ''));

  it('ends well', () => {
    expect(run.log).not.toMatch(/error/i);
    expect(run.exitCode).toBe(0);
  });

  it('uploads the same bytes as an export without the action', async () => {
    const folder = await newFolder();
    await exportStudyInto(folder, sandbox.current, { recordings: 'download' });
    await expectFiles(files, folder);
  });

  it('uploads as many files as the manifest lists', () => {
    const listed = [...manifest().files, ...manifest().documents, ...manifest().recordings.files].map(
      ({ path }) => path,
    );
    expect([...files.keys()].sort()).toEqual([...listed, 'manifest.json', '.hyperstudy/state.json'].sort());
  });

  it('puts tables into one compressed artifact, and recordings as they are into their own', async () => {
    expect(results.artifacts.map(({ name }) => name)).toEqual([
      'hyperstudy-exp_film26-attempt-3',
      'hyperstudy-exp_film26-recordings-001-attempt-3',
    ]);
    const [tables, recordings] = await Promise.all(
      results.artifacts.map(async ({ name }) => unzip(await results.download(name))),
    );
    expect(new Set([...(tables?.values() ?? [])].map(({ method }) => method))).toEqual(new Set([8]));
    expect(new Set([...(recordings?.keys() ?? [])].map((path) => path.split('/')[0]))).toEqual(
      new Set(['recordings']),
    );
    const sizes = [...(recordings?.values() ?? [])].map(({ bytes }) => bytes.length);
    const packed = results.artifacts[1]?.size ?? 0;
    expect(packed).toBeGreaterThan(sizes.reduce((sum, size) => sum + size, 0));
  });

  it('has GitHub keep them as long as asked', () => {
    for (const { expiresAt } of results.artifacts) {
      const days = (Date.parse(expiresAt ?? '') - Date.now()) / 86_400_000;
      expect(Math.round(days)).toBe(30);
    }
  });

  it('sets the outputs', () => {
    const [tables] = results.artifacts;
    const { files: listed, documents, recordings } = manifest();
    const rows = listed.reduce((sum, table) => sum + table.rows, 0);
    expect(run.outputs).toMatchObject({
      complete: 'true',
      changed: 'true',
      rows: String(rows),
      files: String(listed.length + documents.length + recordings.files.length + 1),
      'recordings-downloaded': String(recordings.files.length),
      'recordings-failed': '0',
      'artifact-id': String(tables?.id),
      'artifact-ids': results.artifacts.map(({ id }) => id).join(','),
      'artifact-url': `https://github.com/lab/study/actions/runs/1/artifacts/${tables?.id}`,
      'artifact-digest': tables?.digest?.replace('sha256:', ''),
    });
    expect(existsSync(run.outputs.manifest ?? '')).toBe(true);
    expect(run.outputs.manifest).toBe(join(run.outputs['out-dir'] ?? '', 'manifest.json'));
  });

  it('folds the log by phase', () => {
    expect(run.groups).toEqual([
      'Preflight',
      'Cache: restore',
      'Artifacts: what is there',
      'Export experiment exp_film26',
      'Cache: save',
      'Artifacts',
    ]);
  });

  it('sums up: totals, tables, sessions, links', () => {
    for (const { name } of results.artifacts) expect(run.summary).toContain(`>${name}</a>`);
    for (const { path } of manifest().files) expect(run.summary).toContain(`<td>${path}</td>`);
    expect(run.summary).toContain('xychart-beta');
    expect(run.summary).toContain(`<b>${Number(run.outputs.rows).toLocaleString('en-US')}</b> rows`);
  });

  it('leaves nothing behind when the job ends', async () => {
    expect(await readdir(run.outputs['out-dir'] ?? '')).toContain('events.csv');
    expect((await run.post()).exitCode).toBe(0);
    expect(existsSync(run.outputs['out-dir'] ?? '')).toBe(false);
    expect(await readdir(runner.temp, { recursive: true })).toEqual(['hyperstudy']);
  });
});

it('gives several experiments a folder each, and one artifact', async () => {
  const [results, runner] = await Promise.all([newResults(), newRunner()]);
  const experiments = sandbox.current.experimentIds.slice(0, 2);
  const inputs = { ...inputsFor(sandbox.current), experiment: experiments.join(', '), types: 'rooms,chat' };
  const run = await runner.run({ inputs, results });
  expect(run.exitCode).toBe(0);
  const files = await filesOf(results);
  const tables = [
    '.hyperstudy/state.json',
    'chat.csv',
    'codebook.json',
    'codebook.md',
    'manifest.json',
    'report.html',
    'rooms.csv',
  ];
  expect([...files.keys()].sort()).toEqual(
    experiments.flatMap((id) => tables.map((file) => `${id}/${file}`)).sort(),
  );
  expect(results.artifacts[0]?.name).toMatch(/^hyperstudy-2-experiments-[0-9a-f]{8}-attempt-1$/);
});

it('takes a name and a folder of the user', async () => {
  const [results, runner] = await Promise.all([newResults(), newRunner()]);
  const inputs = { ...inputsFor(sandbox.current), types: 'rooms', 'artifact-name': 'pilot', out: 'data/raw' };
  const run = await runner.run({ inputs, results });
  expect(run.exitCode).toBe(0);
  expect(run.outputs['out-dir']).toBe(join(runner.workspace, 'data/raw'));
  expect(results.artifacts.map(({ name }) => name)).toEqual(['pilot-attempt-1']);
  await run.post();
  expect(existsSync(join(runner.workspace, 'data/raw/rooms.csv'))).toBe(true);
});

it('exports a participant of a room, having tried the permissions there', async () => {
  const [results, runner] = await Promise.all([newResults(), newRunner()]);
  const { experiment: _, ...connection } = inputsFor(sandbox.current);
  const { roomId: room, participantId: participant } = sandbox.current;
  const run = await runner.run({
    inputs: { ...connection, room, participant, types: 'events,chat' },
    results,
  });
  expect(run.exitCode).toBe(0);
  expect(run.log.match(/✓ HyperStudy: \w+ can be read/g)).toEqual([
    '✓ HyperStudy: events can be read',
    '✓ HyperStudy: chat can be read',
  ]);
  const files = await filesOf(results);
  expect(JSON.parse(files.get('manifest.json')?.toString() ?? '').query.scope).toEqual({ participant, room });
  expect(results.artifacts.map(({ name }) => name)).toEqual([`hyperstudy-${participant}-${room}-attempt-1`]);
});

it('writes what the bundle loads only when it is asked for: the same bytes as without the action', async () => {
  const [results, runner, folder] = await Promise.all([newResults(), newRunner(), newFolder()]);
  const asked = { types: 'events,chat', format: 'csv,parquet', bids: 'true', datapackage: 'true' };
  const run = await runner.run({ inputs: { ...inputsFor(sandbox.current), ...asked }, results });
  expect(run.exitCode).toBe(0);
  await exportStudyInto(folder, sandbox.current, {
    types: ['events', 'chat'],
    format: ['csv', 'parquet'],
    bids: true,
    datapackage: true,
  });
  const files = await filesOf(results);
  expect([...files.keys()]).toEqual(expect.arrayContaining(['events.parquet', 'datapackage.json']));
  await expectFiles(files, folder);
});
