import { UsageError } from '@hyperstudy-workflows/core';
import { describe, expect, it } from 'vitest';
import { durationMs, oneOf, readExportSettings, wholeNumber } from '../src/settings/index.ts';

const read = (raw: Parameters<typeof readExportSettings>[0]) => readExportSettings(raw, (name) => name);

describe('types', () => {
  it.each<[string | undefined, unknown]>([
    [undefined, undefined],
    ['', undefined],
    [' , ', 'all'],
    ['all', 'all'],
    ['chat, ALL', 'all'],
    ['chat', ['chat']],
    ['events,chat,events', ['events', 'chat']],
    ['ratings', ['ratings_continuous', 'ratings_sparse']],
    ['ratings/sparse,agent-runs', ['ratings_sparse', 'agent_runs']],
  ])('%s', (text, expected) => {
    expect(read({ types: text }).types).toEqual(expected);
  });

  it('an unknown one names the nearest', () => {
    expect(() => read({ types: 'chat,evnts' })).toThrow(
      expect.objectContaining({ hint: 'Did you mean events?' }),
    );
  });
});

describe('lengths of time', () => {
  it.each([
    ['30', 30_000],
    ['0', 0],
    ['30s', 30_000],
    ['250ms', 250],
    ['5h30m', 19_800_000],
    ['1.5h', 5_400_000],
    ['1d', 86_400_000],
    ['1m30s', 90_000],
  ])('%s', (text, expected) => {
    expect(durationMs('--deadline', text)).toBe(expected);
  });

  it.each(['', 'soon', '5x', '-5s', '5 s', '5s later', 's', '1.s'])('%j is none', (text) => {
    expect(() => durationMs('--deadline', text)).toThrow(UsageError);
  });
});

describe('whole numbers', () => {
  it.each([
    ['1', 1],
    ['64', 64],
    ['007', 7],
  ])('%s', (text, expected) => {
    expect(wholeNumber('--concurrency', text, 1, 64)).toBe(expected);
  });

  it.each(['0', '65', '-1', '1.5', '1e1', '0x10', '', ' 1', 'four', 'Infinity'])(
    '%j is none from 1 to 64',
    (text) => {
      expect(() => wholeNumber('--concurrency', text, 1, 64)).toThrow(/from 1 to 64/);
    },
  );
});

it('a choice that is none names them all', () => {
  expect(oneOf('--format', 'csv', ['csv', 'ndjson'])).toBe('csv');
  expect(() => oneOf('--format', 'CSV', ['csv', 'ndjson'])).toThrow('--format CSV: not one of csv, ndjson.');
});

describe('settings of an export', () => {
  it('come from texts, as flags and inputs give them', () => {
    expect(
      read({
        types: 'chat',
        recordings: 'none',
        full: 'true',
        pageSize: '100',
        start: '2026-03-11',
        deployment: '',
      }),
    ).toEqual({
      types: ['chat'],
      recordings: 'none',
      full: true,
      pageSize: 100,
      start: '2026-03-11T00:00:00.000Z',
    });
  });

  it('come from values, as a message brings them', () => {
    const start = Date.UTC(2026, 2, 11);
    expect(read({ types: ['chat', 'sync'], full: false, pageSize: 5, start })).toEqual({
      types: ['chat', 'sync'],
      full: false,
      pageSize: 5,
      start: '2026-03-11T00:00:00.000Z',
    });
  });

  it('are all named at once where they can not work', () => {
    const raw = {
      recordings: 'some',
      full: 'yes',
      pageSize: '1',
      start: 'soon',
      concurrency: {},
      types: 'x',
    };
    for (const name of Object.keys(raw)) expect(() => read(raw)).toThrow(new RegExp(`${name}|data type`));
  });

  it('a time span has a beginning before its end', () => {
    expect(() => read({ start: '2026-02-02', end: '2026-02-01' })).toThrow('is not before end');
  });
});
