import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import { useFolders } from '../support/folder.ts';
import { useSandbox } from '../support/sandbox.ts';
import { useResults } from './support/results.ts';
import type { ResultsService } from './support/results-service.ts';
import { type Runner, type RunOptions, useRunners } from './support/runner.ts';
import { expectFiles, exportStudyInto, filesOf, inputsFor } from './support/study.ts';

const sandbox = useSandbox({ rooms: 2, recordings: 2, ratings: 200, gaze: 50 });
const newResults = useResults();
const newRunner = useRunners();
const newFolder = useFolders();

let results: ResultsService;
let runner: Runner;
beforeEach(async () => {
  [results, runner] = await Promise.all([newResults(), newRunner()]);
});

/** Small, fast and without the cache, so that a fault hits what it is meant for. */
async function run(inputs: RunOptions['inputs'] = {}, options: Partial<RunOptions> = {}) {
  const all = { ...inputsFor(sandbox.current), types: 'events,rooms', cache: 'false', ...inputs };
  const done = await runner.run({ results, ...options, inputs: all });
  const of = (level: string) => done.annotations.filter((one) => one.level === level).map(({ text }) => text);
  return { ...done, errors: of('error'), warnings: of('warning') };
}

describe('the artifact service', () => {
  it('may fail once for each request, and the storage too', async () => {
    for (const method of ['CreateArtifact', 'FinalizeArtifact']) results.faults.push({ method, status: 500 });
    results.blobs.faults.push('answer-503');
    const { exitCode, outputs } = await run();
    expect(exitCode).toBe(0);
    expect(outputs.complete).toBe('true');
    const folder = await newFolder();
    await exportStudyInto(folder, sandbox.current, { types: ['events', 'rooms'] });
    await expectFiles(await filesOf(results), folder);
  });

  it('that has an artifact of the name is found out before anything is exported', async () => {
    await run();
    const again = await run();
    expect(again.exitCode).toBe(1);
    expect(again.errors.join()).toMatch(
      /has an artifact hyperstudy-exp_film26-attempt-1 already.*artifact-name/,
    );
    expect(again.groups).toEqual(['Preflight']);
  });

  it('that refuses a name says what to do, and the outputs are there', async () => {
    results.faults.push({ method: 'CreateArtifact', status: 409, msg: 'already exists' });
    const { exitCode, errors, outputs, summary } = await run();
    expect(exitCode).toBe(1);
    expect(errors.join()).toMatch(/this run has one of that name already.*artifact-name/);
    expect(outputs).toMatchObject({ complete: 'false', changed: 'true', 'recordings-failed': '0' });
    expect(Number(outputs.rows)).toBeGreaterThan(0);
    expect(summary).toMatch(/^## HyperStudy export: failed\n\n<ul><li>❌ The artifact/);
  });

  it.each([
    ['is not there', { env: { ACTIONS_RESULTS_URL: 'http://127.0.0.1:9/' } }, /ECONNREFUSED/],
    ['gives no token', { env: { ACTIONS_RUNTIME_TOKEN: undefined } }, /ACTIONS_RUNTIME_TOKEN.*uses: step/],
    [
      'does not exist on this server',
      { env: { GITHUB_SERVER_URL: 'https://git.example.org' } },
      /git\.example\.org is a GitHub Enterprise Server.*mode: commit/,
    ],
  ])('that %s is found out first, with all other problems', async (_, options, message) => {
    const { exitCode, errors, groups } = await run({ 'api-key': sandbox.current.keys.expired }, options);
    expect(exitCode).toBe(1);
    expect(groups).toEqual(['Preflight']);
    expect(errors.join('\n')).toMatch(message);
    expect(errors.filter((error) => error.startsWith('HyperStudy:'))).toHaveLength(1);
  });

  it('that stops taking bytes ends the step', async () => {
    results.blobs.faults.push('stall', 'stall', 'stall', 'stall');
    const env = { ACTIONS_ARTIFACT_UPLOAD_TIMEOUT_MS: '500' };
    const { exitCode, errors, outputs } = await run({}, { env });
    expect(exitCode).toBe(1);
    expect(errors.join()).toContain('Upload progress stalled.');
    expect(outputs.complete).toBe('false');
  });

  it('keeps artifacts no longer than the repository allows', async () => {
    const { exitCode, errors } = await run(
      { 'retention-days': '120' },
      { env: { GITHUB_RETENTION_DAYS: '90' } },
    );
    expect(exitCode).toBe(1);
    expect(errors.join()).toMatch(/90 days at most.*Set retention-days to 90/);
  });
});

describe('a key', () => {
  it.each([
    ['that is expired', 'expired', /HyperStudy: /],
    ['that may not export', 'viewOnly', /may not export.*Ask its owner/],
    ['that lacks a permission', 'noRatings', /ratings_sparse: .*read:ratings/],
  ] as const)('%s fails the step before the export', async (_, name, message) => {
    const { exitCode, errors, groups, outputs } = await run({
      'api-key': sandbox.current.keys[name],
      types: 'all',
    });
    expect(exitCode).toBe(1);
    expect(errors.join('\n')).toMatch(message);
    expect(groups).toEqual(['Preflight']);
    expect(outputs.complete).toBe('false');
  });

  it('needs no permission for what is not asked for', async () => {
    const { exitCode } = await run({ 'api-key': sandbox.current.keys.noRatings });
    expect(exitCode).toBe(0);
  });
});

describe('whatever a server says', () => {
  it('is no command to the runner', async () => {
    const words =
      '\n::error::planted\n  ::set-output name=complete::true\r\n##[error]planted\u0085::add-mask::a';
    const server = createServer((_, response) => {
      response.writeHead(403, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ status: 'error', error: { code: 'FORBIDDEN', message: words } }));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const done = await run({ 'base-url': `http://127.0.0.1:${port}/api/v3` });
    server.close();
    server.closeAllConnections();
    expect(done.exitCode).toBe(1);
    expect(done.raw).toContain('planted');
    expect(done.errors.filter((error) => error === 'planted')).toEqual([]);
    expect(done.masks).not.toContain('a');
    expect(done.raw).not.toContain('##[');
    expect(done.outputs.complete).toBe('false');
  });
});

it('fails, with outputs, when something is thrown that nobody catches and that is no error', async () => {
  const crash = fileURLToPath(new URL('./support/crash.mjs', import.meta.url));
  const env = { NODE_OPTIONS: `--import ${crash}` };
  const { exitCode, errors, outputs, summary } = await run({}, { env });
  expect(exitCode).toBe(1);
  expect(errors.join()).toContain('Something that is no error was thrown: planted');
  expect(outputs.complete).toBe('false');
  expect(summary).toContain('planted');
});
