import { readFileSync } from 'node:fs';
import { exportSettings, kebab } from '@hyperstudy-workflows/export';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { outputs, ownInputs, readInputs } from '../src/inputs/index.ts';

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
