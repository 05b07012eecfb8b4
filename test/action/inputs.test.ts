import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { useSandbox } from '../support/sandbox.ts';
import { type ApiLine, useLines } from './support/api-line.ts';
import { type ActionRun, type Runner, useRunners } from './support/runner.ts';
import { inputsFor } from './support/study.ts';

const sandbox = useSandbox({ rooms: 1, ratings: 10, gaze: 10 });
const newLine = useLines();
const newRunner = useRunners();

let line: ApiLine;
let runner: Runner;
beforeAll(async () => {
  [line, runner] = await Promise.all([newLine(sandbox.current.url), newRunner()]);
});

const errorsOf = (run: ActionRun) =>
  run.annotations.filter(({ level }) => level === 'error').map(({ text }) => text);

describe('wrong inputs', () => {
  it('are told all at once, under their names, before anything is asked', async () => {
    const run = await runner.run({
      inputs: {
        'base-url': line.url,
        room: 'room_1',
        experiment: 'exp_1',
        types: 'events,gazee',
        'page-size': '0',
        start: 'yesterday',
        cache: 'yes',
        'retention-days': '0',
        'compression-level': '10',
        deadline: 'soon',
        'artifact-name': 'a/b',
        mode: 'email',
        'fail-on': 'everything',
        budget: 'lots',
      },
    });
    expect(run.exitCode).toBe(1);
    // Ten annotations are shown; log and summary have all.
    const told = [run.log, ...errorsOf(run)].join('\n');
    for (const name of [
      'api-key',
      'experiment',
      'types',
      'page-size',
      'start',
      'cache',
      'retention-days',
      'compression-level',
      'deadline',
      'artifact-name',
      'mode',
      'fail-on',
      'budget',
    ]) {
      expect(told, name).toMatch(new RegExp(`^(error: )?${name}[ :]`, 'm'));
      expect(run.summary, name).toMatch(new RegExp(`<li>❌ ${name}[ :]`));
    }
    expect(errorsOf(run).length).toBeLessThanOrEqual(10);
    expect(line.asked).toEqual([]);
    expect(run.outputs.complete).toBe('false');
  });

  it('name the environment where there is no runner', async () => {
    const inputs = { ...inputsFor(sandbox.current), 'base-url': line.url };
    const run = await runner.run({ inputs, env: { GITHUB_RUN_ID: undefined, RUNNER_TEMP: '' } });
    expect(errorsOf(run).join()).toMatch(/GITHUB_RUN_ID, RUNNER_TEMP.*step of a workflow/);
    expect(line.asked).toEqual([]);
  });
});

it('empty inputs are as good as none', async () => {
  const { inputs } = parse(
    readFileSync(fileURLToPath(new URL('../../action/action.yml', import.meta.url)), 'utf8'),
  );
  const empty = Object.fromEntries(Object.keys(inputs).map((name) => [name, '']));
  const given = { ...empty, ...inputsFor(sandbox.current), types: 'rooms', mode: 'none', cache: 'FALSE' };
  const run = await runner.run({ inputs: given });
  expect(errorsOf(run)).toEqual([]);
  expect(run.outputs.complete).toBe('true');
  expect(run.groups).not.toContain('Cache: restore');
});

it('the key may stand in the environment', async () => {
  const { 'api-key': key, ...inputs } = inputsFor(sandbox.current);
  const run = await runner.run({
    inputs: { ...inputs, types: 'rooms', mode: 'none' },
    env: { HYPERSTUDY_API_KEY: key },
  });
  expect(run.exitCode).toBe(0);
  expect(run.masks).toContain(key);
});

describe('a public repository', () => {
  it.each([
    ['is refused before the study is asked for anything', {}, 1, 0],
    [
      'is allowed when everybody may read the data',
      { 'allow-public-identifiers': 'true', mode: 'artifact' },
      1,
      1,
    ],
  ])('%s', async (_, more, exitCode, asked) => {
    const { event } = await runner.event({ repository: { private: false, visibility: 'public' } });
    line.asked.length = 0;
    const inputs = { ...inputsFor(sandbox.current), 'base-url': line.url, types: 'rooms', ...more };
    const run = await runner.run({ inputs, env: { GITHUB_EVENT_PATH: event } });
    expect(run.exitCode).toBe(exitCode);
    expect(Math.min(line.asked.length, 1)).toBe(asked);
    const told = run.annotations.map(({ text }) => text).join('\n');
    if (asked === 0) expect(told).toMatch(/privacy: .*private repository.*allow-public-identifiers: true/);
    else expect(told).toContain('privacy: lab/study is public: everybody can read its artifacts');
  });
});
