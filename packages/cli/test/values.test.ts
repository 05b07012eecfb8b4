import { UsageError } from '@hyperstudy-workflows/core';
import { describe, expect, it } from 'vitest';
import { durationMs, oneOf, typesOf, wholeNumber } from '../src/options/values.ts';

describe('types', () => {
  it.each<[string | undefined, unknown]>([
    [undefined, 'all'],
    ['', 'all'],
    [' , ', 'all'],
    ['all', 'all'],
    ['chat, ALL', 'all'],
    ['chat', ['chat']],
    ['events,chat,events', ['events', 'chat']],
    ['ratings', ['ratings_continuous', 'ratings_sparse']],
    ['ratings/sparse,agent-runs', ['ratings_sparse', 'agent_runs']],
  ])('%s', (text, expected) => {
    expect(typesOf(text)).toEqual(expected);
  });

  it('an unknown one names the nearest', () => {
    expect(() => typesOf('chat,evnts')).toThrow(expect.objectContaining({ hint: 'Did you mean events?' }));
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
