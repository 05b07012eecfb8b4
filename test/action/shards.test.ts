import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { everyFileIn, useFolders } from '../support/folder.ts';
import { useSandbox } from '../support/sandbox.ts';
import { useLines } from './support/api-line.ts';
import { useResults } from './support/results.ts';
import type { ResultsService } from './support/results-service.ts';
import { type ActionRun, useRunners } from './support/runner.ts';
import { expectFiles, exportStudyInto, filesOf, inputsFor } from './support/study.ts';

const sandbox = useSandbox({ rooms: 24, ratings: 500, gaze: 100, recordings: 20 });
const lossy = useSandbox({ rooms: 2, recordings: 2, faults: 'kinds=file-404,rate=1' });
const newResults = useResults();
const newRunner = useRunners();
const newFolder = useFolders();
const newLine = useLines();

interface Part {
  readonly shard: string;
  readonly until: string;
}

/** What all jobs have to agree on. */
const common = () => ({ ...inputsFor(sandbox.current), recordings: 'download' });

/** A job of the matrix on a machine of its own. */
const shardJob = async (results: ResultsService, part: Part, attempt = 1, inputs = {}): Promise<ActionRun> =>
  (await newRunner()).run({ inputs: { ...common(), ...part, ...inputs }, results, attempt });

const mergeJob = async (results: ResultsService, attempt = 1, inputs = {}): Promise<ActionRun> => {
  return (await newRunner()).run({ action: 'merge', inputs: { ...common(), ...inputs }, results, attempt });
};

const matrixOf = ({ outputs }: ActionRun): Part[] => JSON.parse(outputs.matrix ?? '').include;

const named = (results: ResultsService, name: string) =>
  results.artifacts.find((artifact) => artifact.name === `hyperstudy-exp_film26-${name}`);

describe('an export of 24 rooms, planned, in 4 jobs side by side, and merged', () => {
  let results: ResultsService;
  let plan: ActionRun;
  let shards: ActionRun[];
  let incomplete: ActionRun;
  let again: ActionRun[];
  let merge: ActionRun;
  /** What the plan and the shards asked, and the merge. */
  let requests: number;
  let requestsOfMerge: number;

  beforeAll(async () => {
    results = await newResults();
    const before = sandbox.current.stats.requests;
    const inputs = { ...common(), shards: '4' };
    plan = await (await newRunner()).run({ action: 'plan', inputs, results });
    const [first, second, third, fourth] = matrixOf(plan);
    if (first === undefined || second === undefined || third === undefined || fourth === undefined)
      throw new Error(plan.raw);
    shards = await Promise.all([first, second, fourth].map((part) => shardJob(results, part)));
    incomplete = await mergeJob(results);
    // The second job is run again: nothing may be taken of what it left before.
    const stale = results.artifacts.filter(({ name }) => name.includes('-shard-2-of-4-'));
    for (const { blob } of stale) await results.blobs.remove(blob);
    again = await Promise.all([second, third].map((part) => shardJob(results, part, 2)));
    requests = sandbox.current.stats.requests - before;
    merge = await mergeJob(results, 2);
    requestsOfMerge = sandbox.current.stats.requests - before - requests;
  });

  it('is planned as asked', () => {
    expect(plan.exitCode, plan.raw).toBe(0);
    const { matrix, until = '', ...rest } = plan.outputs;
    expect(rest).toEqual({ shards: '4', empty: 'false' });
    expect(JSON.parse(matrix ?? '')).toEqual({
      include: ['1/4', '2/4', '3/4', '4/4'].map((shard) => ({ shard, until })),
    });
    expect(Date.parse(until)).toBeLessThanOrEqual(Date.now() - 5_000);
    expect(plan.summary).toMatch(/<b>4<\/b> shards · 24 rooms · \d+ recordings with [\d.]+ KB/);
  });

  it('has a part of the work in each job, handed on as artifacts', () => {
    for (const { exitCode, raw, outputs, summary } of [...shards, ...again]) {
      expect(exitCode, raw).toBe(0);
      expect(outputs).toMatchObject({ complete: 'true', 'recordings-failed': '0' });
      expect(Number(outputs['recordings-downloaded'])).toBeGreaterThan(0);
      expect(summary).toBe('');
    }
    for (const name of ['shard-1-of-4-attempt-1', 'shard-2-of-4-attempt-2', 'shard-3-of-4-attempt-2'])
      expect(named(results, name)).toBeDefined();
    for (const name of ['shard-1-of-4-recordings-001-attempt-1', 'shard-2-of-4-recordings-001-attempt-2'])
      expect(named(results, name)).toBeDefined();
  });

  it('stays within the rate budget of its one key', () => {
    process.stdout.write(`4 shards, one of them twice, and their plan: ${requests} requests\n`);
    expect(requests).toBeLessThan(1000);
  });

  it('is not merged while a shard is missing, which is named', () => {
    expect(incomplete.exitCode).toBe(1);
    expect(incomplete.annotations).toEqual([
      {
        level: 'error',
        text: expect.stringContaining('shard 3 of 4 is missing. Run the missing jobs again'),
      },
    ]);
    expect(incomplete.outputs.complete).toBe('false');
  });

  it('gives the files of an export without shards, byte for byte', async () => {
    expect(merge.exitCode, merge.raw).toBe(0);
    expect(merge.outputs).toMatchObject({ complete: 'true', 'recordings-failed': '0' });
    const folder = await newFolder();
    await exportStudyInto(folder, sandbox.current, { recordings: 'download' });
    const ids = (merge.outputs['artifact-ids'] ?? '').split(',').map(Number);
    await expectFiles(await filesOf(results, ids), folder);
    expect(merge.outputs['artifact-id']).toBe(String(named(results, 'attempt-2')?.id));
  });

  it('asks HyperStudy for nothing when it merges', () => {
    expect(requestsOfMerge).toBe(0);
  });

  it('has one summary, which says where the recordings are: of a job that was run again, the new ones', () => {
    const links = [...merge.summary.matchAll(/>hyperstudy-exp_film26-([^<]*)</g)].map(([, name]) => name);
    expect(links).toEqual([
      'attempt-2',
      'shard-1-of-4-recordings-001-attempt-1',
      'shard-2-of-4-recordings-001-attempt-2',
      'shard-3-of-4-recordings-001-attempt-2',
      'shard-4-of-4-recordings-001-attempt-1',
    ]);
    expect(merge.summary).toContain('xychart-beta');
  });

  it('hands no record on that can be read', async () => {
    const handedOn = ['shard-1-of-4-attempt-1', 'shard-2-of-4-attempt-2'];
    const files = await Promise.all(
      handedOn.map((name) => filesOf(results, [named(results, name)?.id ?? 0])),
    );
    const all = Buffer.concat(files.flatMap((one) => [...one.values()])).toString('latin1');
    expect(all.length).toBeGreaterThan(10_000);
    for (const word of ['u_ada91', 'looking forward', sandbox.current.apiKey])
      expect(all).not.toContain(word);
  });

  it('tells no secret, in lines for debugging either', () => {
    expect(results.signedUrls.length).toBeGreaterThan(20);
    for (const { raw, logWithDebug, summary } of [plan, ...shards, incomplete, ...again, merge]) {
      expect(raw).not.toContain(sandbox.current.apiKey);
      for (const url of results.signedUrls) {
        const signature = new URL(url).searchParams.get('sig') ?? '';
        expect(logWithDebug + summary).not.toContain(encodeURIComponent(signature));
      }
    }
  });

  it('leaves nothing behind when the jobs end', async () => {
    for (const run of [...shards, ...again, merge]) {
      expect((await run.post()).exitCode).toBe(0);
      await expect(everyFileIn(run.outputs['out-dir'] ?? '')).rejects.toThrow('ENOENT');
    }
  });

  it('is not merged from shards of other options', async () => {
    const run = await mergeJob(results, 3, { types: 'chat' });
    expect(run.exitCode).toBe(1);
    expect(run.annotations.map(({ text }) => text).join()).toContain('options');
  });

  it('is not merged from an artifact that is not what its job uploaded', async () => {
    const [first, third] = [
      named(results, 'shard-1-of-4-attempt-1'),
      named(results, 'shard-3-of-4-attempt-2'),
    ];
    await results.blobs.replace(first?.blob ?? '', await results.blobs.read(third?.blob ?? ''));
    const run = await mergeJob(results, 4);
    expect(run.exitCode).toBe(1);
    expect(run.annotations.map(({ text }) => text).join()).toMatch(
      /shard-1-of-4-attempt-1 is not what its job uploaded\. Run that job again/,
    );
  });
});

it('a shard without some recordings fails where asked to; merged, they are told as of any export', async () => {
  const results = await newResults();
  const study = inputsFor(lossy.current);
  const part = { shard: '1/1', until: '2026-04-01T00:00:00Z', 'fail-on': 'recordings' };
  const shard = await shardJob(results, part, 1, study);
  expect(shard.exitCode).toBe(1);
  expect(shard.outputs).toMatchObject({ complete: 'false', 'recordings-failed': '2' });
  expect(shard.summary).toContain('2 recordings could not be had');
  const merge = await mergeJob(results, 1, study);
  expect(merge.exitCode, merge.raw).toBe(0);
  expect(merge.outputs).toMatchObject({ 'recordings-downloaded': '0', 'recordings-failed': '2' });
  expect(merge.annotations.map(({ text }) => text).join()).toContain('2 recordings could not be had');
});

it('plans no jobs for an experiment without rooms', async () => {
  const inputs = { ...common(), experiment: sandbox.current.experimentIds.at(-1) ?? '' };
  const run = await (await newRunner()).run({ action: 'plan', inputs });
  expect(run.exitCode, run.raw).toBe(0);
  expect(run.outputs).toMatchObject({ matrix: '{"include":[]}', shards: '0', empty: 'true' });
});

it('plans nothing with a key that lacks a permission, and says which', async () => {
  const inputs = { ...common(), 'api-key': sandbox.current.keys.noRatings };
  const run = await (await newRunner()).run({ action: 'plan', inputs });
  expect(run.exitCode).toBe(1);
  expect(run.annotations.map(({ text }) => text).join()).toContain('read:ratings');
  expect(run.outputs).toEqual({});
});

it.each([
  ['plan', { action: 'plan' }, {}],
  ['shard', {}, { shard: '1/2', until: '2026-04-01T00:00:00Z' }],
] as const)('a %s is refused where everybody reads along, with pseudonyms too', async (_, action, part) => {
  const runner = await newRunner();
  const { event } = await runner.event({ repository: { private: false, visibility: 'public' } });
  const before = sandbox.current.stats.requests;
  const inputs = { ...common(), ...part, recordings: 'none', pseudonymize: 'true' };
  const run = await runner.run({ ...action, inputs, env: { GITHUB_EVENT_PATH: event } });
  expect(run.exitCode).toBe(1);
  expect(run.annotations.map(({ text }) => text).join()).toContain('privacy: lab/study is public');
  expect(sandbox.current.stats.requests).toBe(before);
});

it('merges nothing where no shard is', async () => {
  const run = await mergeJob(await newResults());
  expect(run.exitCode).toBe(1);
  expect(run.annotations.map(({ text }) => text).join()).toContain('This run has no shard of the export');
});

it('leaves a shard in a folder of the user, and uploads nothing', async () => {
  const runner = await newRunner();
  const part = {
    shard: '1/2',
    until: '2026-04-01T00:00:00Z',
    mode: 'none',
    out: 'part',
    types: 'chat,rooms',
  };
  const run = await runner.run({ inputs: { ...common(), ...part, recordings: 'none' } });
  expect(run.exitCode, run.raw).toBe(0);
  const folder = join(runner.workspace, 'part');
  expect(await everyFileIn(folder)).toEqual(['records/chat.bin', 'records/rooms.bin', 'shard.json']);
});

it('fails a shard whose time is up, and uploads nothing of it', async () => {
  const results = await newResults();
  const line = await newLine(sandbox.current.url);
  line.hold = /\/data\//;
  const part = { shard: '1/2', until: '2026-04-01T00:00:00Z' };
  const run = await shardJob(results, part, 1, { 'base-url': line.url, deadline: '1s' });
  expect(run.exitCode).toBe(1);
  expect(run.annotations.map(({ text }) => text).join()).toContain(
    'The deadline is reached. A shard is whole',
  );
  expect(results.artifacts).toEqual([]);
});
