import { UsageError } from '@hyperstudy-workflows/core';
import { expect, it } from 'vitest';
import { type ScopeFlags, scopesOf } from '../src/options/scope.ts';

it.each<[ScopeFlags, unknown]>([
  [{ experiment: 'exp_1' }, [{ experiment: 'exp_1' }]],
  [{ experiment: 'exp_1, exp_2,exp_1,' }, [{ experiment: 'exp_1' }, { experiment: 'exp_2' }]],
  [{ room: 'r' }, [{ room: 'r' }]],
  [{ room: 'r', participant: 'p' }, [{ room: 'r', participant: 'p' }]],
])('%j', (flags, expected) => {
  expect(scopesOf(flags)).toEqual(expected);
});

it.each<[ScopeFlags, RegExp]>([
  [{}, /Nothing to export/],
  [{ experiment: '' }, /--experiment is empty/],
  [{ experiment: ' ,' }, /--experiment is empty/],
  [{ participant: 'p' }, /--participant needs --room/],
  [{ experiment: 'e', room: 'r' }, /does not go with/],
  [{ experiment: 'e', participant: 'p' }, /does not go with/],
])('%j is refused, with what to do', (flags, message) => {
  expect(() => scopesOf(flags)).toThrow(message);
  expect(() => scopesOf(flags)).toThrow(UsageError);
  expect(() => scopesOf(flags)).toThrow(expect.objectContaining({ hint: expect.stringMatching(/\.$/) }));
});
