import { describe, expect, test } from 'vitest';
import { documentedLimits, fullLimits, noLimits, parseLimits } from '../../src/budget/limits.ts';
import { RateBudget } from '../../src/budget/rate-budget.ts';
import { systemClock } from '../../src/environment/clock.ts';
import { connect } from '../../src/transport/connection.ts';
import { testKey } from '../support/client.ts';
import { FakeClock } from '../support/fake-clock.ts';

const usage = expect.objectContaining({ name: 'UsageError' });

describe('as text', () => {
  test.each([
    ['off', noLimits],
    ['100/min,1000/h', documentedLimits],
    ['50/m 200/hour smooth', { ...documentedLimits, perMinute: 50, perHour: 200, mode: 'smooth' }],
    ['5/minute', { ...documentedLimits, perMinute: 5 }],
    ['BURST', documentedLimits],
    [' 100/min ,  1000/h ', documentedLimits],
  ])('%s', (text, limits) => expect(parseLimits(text)).toEqual(limits));
  test.each(['on', '100', '100/s', '0/min', 'off,100/min', '-5/min', '5/minutes', 'fast'])(
    '%s is none',
    (text) => {
      expect(() => parseLimits(text)).toThrow(usage);
    },
  );
});

test.each([{ perMinute: 0 }, { perHour: Number.NaN }, { margin: -1 }, { mode: 'fast' }])(
  '%j is refused',
  (limits) => {
    expect(() => fullLimits(limits as object)).toThrow(usage);
  },
);

describe('one budget per key', () => {
  const budgetOf = (options: Parameters<typeof connect>[0]) =>
    connect({ apiKey: testKey, clock: systemClock, ...options }, {}).budget;
  test('whatever uses it', () => {
    expect(budgetOf({})).toBe(budgetOf({}));
    expect(budgetOf({ budget: { perHour: 1000 } })).toBe(budgetOf({}));
    expect(budgetOf({ baseUrl: 'https://api.hyperstudy.io' })).toBe(budgetOf({}));
  });
  test('another key, host or limit is another budget', () => {
    for (const other of [
      { apiKey: 'hst_test_other' },
      { baseUrl: 'https://dev.hyperstudy.io' },
      { budget: '50/min' },
      { clock: new FakeClock() },
    ]) {
      expect(budgetOf(other)).not.toBe(budgetOf({}));
    }
  });
  test('a budget of the caller is used as it is', () => {
    const budget = new RateBudget(noLimits, systemClock);
    expect(budgetOf({ budget })).toBe(budget);
  });
});
