import { readFileSync } from 'node:fs';
import { exportSettings, kebab } from '@hyperstudy-workflows/export';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { actions, outputs, ownInputs, readInputs, readPlanInputs } from '../src/inputs/index.ts';
import { budgetOf } from '../src/run/budget.ts';

const least = { 'INPUT_API-KEY': 'hst_test_0', INPUT_EXPERIMENT: 'exp_1' };

describe('readInputs', () => {
  it('gives the defaults where nothing is said', () => {
    expect(readInputs(least)).toMatchObject({
      scopes: [{ experiment: 'exp_1' }],
      settings: {},
      mode: 'artifact',
      cache: true,
      summary: true,
      'signed-commits': false,
      'fail-on': 'none',
      'retention-days': undefined,
    });
  });

  it.each([
    ['true', true],
    ['True', true],
    ['TRUE', true],
    ['false', false],
    ['False', false],
    ['FALSE', false],
    [' ', true],
    ['', true],
  ])('reads the switch "%s"', (given, value) => {
    expect(readInputs({ ...least, INPUT_CACHE: given }).cache).toBe(value);
  });

  it.each(['no', 'off', '0', '1', 'y', 'tRUE', 'yes'])('refuses the switch "%s"', (given) => {
    expect(() => readInputs({ ...least, INPUT_CACHE: given })).toThrow(`cache "${given}": not true or false`);
    expect(() => readInputs({ ...least, INPUT_FULL: given })).toThrow(/^full .*not true or false/);
  });

  it.each([
    ['exp_1', 'room_1', '', /experiment: does not go with room/],
    ['', '', 'p_1', /participant: needs room too/],
    ['', '', '', /experiment: nothing to export is named/],
    ['exp_1,..', '', '', /experiment: "\.\." can't be the id/],
  ])(
    'refuses the scope experiment "%s", room "%s", participant "%s"',
    (experiment, room, participant, words) => {
      const env = {
        ...least,
        INPUT_EXPERIMENT: experiment,
        INPUT_ROOM: room,
        INPUT_PARTICIPANT: participant,
      };
      expect(() => readInputs(env)).toThrow(words);
    },
  );

  it('takes several experiments, each once', () => {
    const { scopes } = readInputs({ ...least, INPUT_EXPERIMENT: 'exp_1,\nexp_2, exp_1' });
    expect(scopes).toEqual([{ experiment: 'exp_1' }, { experiment: 'exp_2' }]);
  });

  it('refuses types that the scope does not have', () => {
    const env = { ...least, INPUT_EXPERIMENT: '', INPUT_ROOM: 'room_1', INPUT_TYPES: 'agent_runs' };
    expect(() => readInputs(env)).toThrow(/^types: agent_runs can't be exported by room/);
  });

  it('never repeats a secret', () => {
    const env = { ...least, 'INPUT_API-KEY': 'planted key' };
    expect(() => readInputs(env)).toThrow(/^api-key: (?!.*planted)/);
  });

  it('reads lengths of time, limits and names', () => {
    const env = {
      ...least,
      INPUT_DEADLINE: '5h30m',
      INPUT_BUDGET: '50/min',
      'INPUT_ARTIFACT-NAME': 'pilot 1',
    };
    expect(readInputs(env)).toMatchObject({
      deadline: 19_800_000,
      budget: { perMinute: 50 },
      'artifact-name': 'pilot 1',
    });
  });
});

describe('shards', () => {
  const part = { ...least, INPUT_SHARD: '2/8', INPUT_UNTIL: '2026-03-12T02:00:00Z' };

  it('are read', () => {
    expect(readInputs(part)).toMatchObject({
      shard: { index: 2, of: 8 },
      until: '2026-03-12T02:00:00.000Z',
    });
  });

  it.each([
    ['one that is none', { INPUT_SHARD: '9/8' }, /^shard "9\/8": not a part such as 2\/8\./],
    ['until that is no time', { INPUT_UNTIL: 'noon' }, /^until "noon": it is no date/],
    ['no until', { INPUT_UNTIL: '' }, /^shard: needs until, .*action\/plan/],
    ['until alone', { INPUT_SHARD: '' }, /^until: goes with shard only/],
    ['several experiments', { INPUT_EXPERIMENT: 'exp_1,exp_2' }, /one experiment is divided/],
    ['a room', { INPUT_EXPERIMENT: '', INPUT_ROOM: 'room_1' }, /one experiment is divided/],
    ['a commit', { INPUT_MODE: 'commit' }, /^mode commit: .*give mode: commit to action\/merge/],
    ['both', { INPUT_MODE: 'both' }, /^mode both: .*give mode: both to action\/merge/],
    [
      'files with pseudonyms',
      { INPUT_RECORDINGS: 'download', INPUT_PSEUDONYMIZE: 'true' },
      /^recordings: Shards can't/,
    ],
    [
      'files by consent',
      { INPUT_RECORDINGS: 'download', 'INPUT_ONLY-CONSENTED': 'true' },
      /^recordings: Shards can't/,
    ],
    ['no place to go', { INPUT_MODE: 'none' }, /^mode none: .*Give out/],
  ])('do not go with %s', (_, more, words) => {
    expect(() => readInputs({ ...part, ...more })).toThrow(words);
  });

  it('are planned and merged of one experiment', () => {
    const several = { ...least, INPUT_EXPERIMENT: 'exp_1,exp_2' };
    expect(() => readPlanInputs(several)).toThrow('one experiment is divided');
    expect(() => readInputs(several, 'merge')).toThrow('one experiment is divided');
    expect(readInputs({ ...least, INPUT_MODE: 'commit' }, 'merge').mode).toBe('commit');
    expect(() => readPlanInputs({ ...several, INPUT_SHARDS: '257' })).toThrow(
      /shards "257": [\s\S]*experiment/,
    );
    expect(readPlanInputs({ ...least, INPUT_SHARDS: '256' }).shards).toBe(256);
  });

  it.each([
    ['1/4', '', { perMinute: 25, perHour: 250 }],
    ['1/256', '', { perMinute: 1, perHour: 3 }],
    ['1/4', '50/min', { perMinute: 50 }],
  ])('%s with the budget "%s" has its part of the rate limit', (shard, budget, limits) => {
    expect(budgetOf(readInputs({ ...part, INPUT_SHARD: shard, INPUT_BUDGET: budget }))).toMatchObject(limits);
  });
});

describe.each([
  ['action/action.yml', 'dist'],
  ['action.yml', 'action/dist'],
])('%s', (file, dist) => {
  const yml = parse(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8'));

  it('has the inputs of the tables, and no other', () => {
    const expected = [...Object.keys(ownInputs), ...Object.keys(exportSettings).map(kebab)];
    expect(Object.keys(yml.inputs).sort()).toEqual(expected.sort());
    for (const [name, { description }] of Object.entries<{ description: string }>(yml.inputs))
      expect(description, name).toMatch(/^[A-Z].*\.$/);
  });

  it('has the outputs of the table, and no other', () => {
    expect(Object.keys(yml.outputs)).toEqual(Object.keys(outputs));
  });

  it('runs the bundle on Node 24, and cleans up after it', () => {
    expect(yml.runs).toEqual({ using: 'node24', main: `${dist}/index.js`, post: `${dist}/post/index.js` });
  });

  it('has defaults that can be read', () => {
    const env: Record<string, string> = { ...least };
    for (const [name, input] of Object.entries<{ default?: string }>(yml.inputs))
      if (input.default !== undefined) env[`INPUT_${name.toUpperCase()}`] = input.default;
    expect(readInputs(env).deadline).toBe(19_800_000);
  });
});

describe.each(['plan', 'merge'] as const)('action/%s/action.yml', (name) => {
  const yml = parse(readFileSync(new URL(`../${name}/action.yml`, import.meta.url), 'utf8'));
  const main = parse(readFileSync(new URL('../action.yml', import.meta.url), 'utf8'));

  it('has inputs of the one table, told alike', () => {
    const own = Object.entries<object>(yml.inputs).filter(([input]) => !/^(shards|experiment)$/.test(input));
    expect(own.length).toBeGreaterThan(10);
    for (const [input, told] of own) expect(told, input).toEqual(main.inputs[input]);
    expect(Object.keys(yml.outputs)).toEqual(Object.keys(actions[name].outputs));
  });

  it('runs the bundle of the main one', () => {
    const post = name === 'plan' ? {} : { post: '../dist/post/index.js' };
    expect(yml.runs).toEqual({ using: 'node24', main: `../dist/${name}.js`, ...post });
  });
});
