import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fullLimits } from '../../src/budget/limits.ts';
import { RateBudget } from '../../src/budget/rate-budget.ts';
import { failureOf } from '../support/client.ts';
import { FakeClock, turns } from '../support/fake-clock.ts';

interface Grant {
  readonly endpoint: string;
  readonly at: number;
  readonly asked: number;
}

/** Asks for requests as told, each after a pause, and says when each was granted. */
async function run(
  budget: RateBudget,
  clock: FakeClock,
  asks: readonly { endpoint: string; after: number }[],
) {
  const grants: Grant[] = [];
  const waiting: Promise<void>[] = [];
  for (const [asked, { endpoint, after }] of asks.entries()) {
    if (after > 0) await clock.advance(after);
    waiting.push(budget.acquire(endpoint).then(() => void grants.push({ endpoint, at: clock.now(), asked })));
  }
  using _ = clock.run();
  await Promise.all(waiting);
  return grants;
}

/** Most grants in any window of this length. */
function mostIn(grants: readonly Grant[], length: number): number {
  const times = grants.map(({ at }) => at).toSorted((a, b) => a - b);
  let most = 0;
  for (let first = 0, last = 0; last < times.length; last += 1) {
    while ((times[last] ?? 0) - (times[first] ?? 0) >= length) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

const asks = fc.array(
  fc.record({
    endpoint: fc.constantFrom('a', 'b', 'c'),
    after: fc.constantFrom(0, 0, 0, 500, 20_000, 61_000),
  }),
  { maxLength: 60 },
);
const limits = fc.record({
  perMinute: fc.integer({ min: 1, max: 8 }),
  perHour: fc.integer({ min: 1, max: 25 }),
});

test('never more than the limit in any window of either kind', async () => {
  await fc.assert(
    fc.asyncProperty(limits, asks, async ({ perMinute, perHour }, wanted) => {
      const clock = new FakeClock();
      const budget = new RateBudget(fullLimits({ perMinute, perHour }), clock);
      const grants = await run(budget, clock, wanted);
      expect(grants).toHaveLength(wanted.length);
      expect(mostIn(grants, 3_600_000)).toBeLessThanOrEqual(perHour);
      for (const endpoint of ['a', 'b', 'c']) {
        const own = grants.filter((grant) => grant.endpoint === endpoint);
        expect(mostIn(own, 60_000)).toBeLessThanOrEqual(perMinute);
        // First come, first served among those who want the same.
        expect(own.map(({ asked }) => asked)).toEqual(
          own.map(({ asked }) => asked).toSorted((a, b) => a - b),
        );
      }
    }),
    { numRuns: 100 },
  );
});

test('and not much less: nobody waits while there is room', async () => {
  const clock = new FakeClock();
  const start = clock.now();
  const budget = new RateBudget(fullLimits({}), clock);
  const grants = await run(
    budget,
    clock,
    Array.from({ length: 2500 }, () => ({ endpoint: 'a', after: 0 })),
  );
  const at = (n: number) => ((grants[n - 1]?.at ?? 0) - start) / 1000;
  expect([at(1), at(100), at(101), at(1000)]).toEqual([0, 0, 60.5, 9 * 60.5]);
  expect([at(1001), at(2001), at(2500)]).toEqual([3600.5, 7201, 7201 + 4 * 60.5]);
});

test('an endpoint that is used up holds back no other', async () => {
  const clock = new FakeClock();
  const budget = new RateBudget(fullLimits({ perMinute: 1 }), clock);
  const order: string[] = [];
  for (const name of ['a', 'a', 'a', 'b']) void budget.acquire(name).then(() => order.push(name));
  await turns();
  expect(order).toEqual(['a', 'b']);
  await clock.advance(60_500);
  expect(order).toEqual(['a', 'b', 'a']);
});

test('both windows are taken together: a place that is only free in one is not used up', async () => {
  const clock = new FakeClock();
  const budget = new RateBudget(fullLimits({ perMinute: 1, perHour: 3 }), clock);
  const order: string[] = [];
  for (const name of ['a', 'a', 'b', 'c']) void budget.acquire(name).then(() => order.push(name));
  await turns();
  // The second a waits for its minute and must not hold a place of the hour meanwhile.
  expect(order).toEqual(['a', 'b', 'c']);
});

describe('someone who gives up', () => {
  test('leaves the queue with the reason, and the others move up', async () => {
    const clock = new FakeClock();
    const budget = new RateBudget(fullLimits({ perMinute: 1 }), clock);
    await budget.acquire('a');
    const stop = new AbortController();
    const second = failureOf(budget.acquire('a', stop.signal));
    const third = budget.acquire('a').then(() => clock.now());
    const reason = new Error('no more');
    stop.abort(reason);
    expect(await second).toBe(reason);
    expect(budget.waiting).toBe(1);
    using _ = clock.run();
    expect((await third) - new FakeClock().now()).toBe(60_500);
  });

  test('after the grant changes nothing', async () => {
    const budget = new RateBudget(fullLimits({ perMinute: 1 }), new FakeClock());
    const stop = new AbortController();
    await budget.acquire('a', stop.signal);
    void budget.acquire('a');
    stop.abort();
    expect(budget.waiting).toBe(1);
  });
});

describe('a pause', () => {
  test('holds back everyone, also those who were already waiting for less', async () => {
    const clock = new FakeClock();
    const start = clock.now();
    const budget = new RateBudget(fullLimits({ perMinute: 1, margin: 0 }), clock);
    await budget.acquire('a');
    const times: number[] = [];
    for (const name of ['a', 'b']) void budget.acquire(name).then(() => times.push(clock.now() - start));
    budget.pause(90_000);
    const late = budget.acquire('c').then(() => times.push(clock.now() - start));
    using _ = clock.run();
    await late;
    await turns();
    // Then one by one: a burst might be refused as a whole.
    expect(times).toEqual([0, 90_000, 91_000]);
  });

  test('a shorter one does not end a longer one', async () => {
    const clock = new FakeClock();
    const start = clock.now();
    const budget = new RateBudget(fullLimits({ margin: 0 }), clock);
    budget.pause(50_000);
    budget.pause(1000);
    using _ = clock.run();
    await budget.acquire('a');
    expect(clock.now() - start).toBe(50_000);
  });

  test('lasts a margin longer than the server asked for: its clock and ours tick apart', async () => {
    const clock = new FakeClock();
    const start = clock.now();
    const budget = new RateBudget(fullLimits({}), clock);
    budget.pause(1000);
    using _ = clock.run();
    await budget.acquire('a');
    expect(clock.now() - start).toBe(1500);
  });
});

test('smooth spreads requests evenly over the hour', async () => {
  const clock = new FakeClock();
  const start = clock.now();
  const budget = new RateBudget(fullLimits({ mode: 'smooth' }), clock);
  const grants = await run(
    budget,
    clock,
    Array.from({ length: 20 }, () => ({ endpoint: 'a', after: 0 })),
  );
  expect(grants.map(({ at }) => at - start)).toEqual(Array.from({ length: 20 }, (_, i) => i * 3600));
});

describe('eta', () => {
  test('is when the n-th request is really granted', async () => {
    await fc.assert(
      fc.asyncProperty(limits, fc.nat(20), fc.integer({ min: 1, max: 40 }), async (limit, used, n) => {
        const clock = new FakeClock();
        const budget = new RateBudget(fullLimits(limit), clock);
        for (let i = 0; i < used; i += 1) void budget.acquire('a');
        await turns();
        const start = clock.now();
        const eta = budget.eta(n, 'a');
        const grants = await run(
          budget,
          clock,
          Array.from({ length: n }, () => ({ endpoint: 'a', after: 0 })),
        );
        expect(Math.max(...grants.map(({ at }) => at)) - start).toBe(eta);
      }),
      { numRuns: 50 },
    );
  });

  test('counts the time between two, where they are spread', () => {
    const clock = new FakeClock();
    const budget = new RateBudget(fullLimits({ mode: 'smooth' }), clock);
    expect([1, 2, 20].map((n) => budget.eta(n))).toEqual([0, 3600, 19 * 3600]);
    void budget.acquire('a');
    expect([1, 2].map((n) => budget.eta(n))).toEqual([3600, 7200]);
  });

  test('of nothing, and without limits, is now', () => {
    const clock = new FakeClock();
    expect(new RateBudget(fullLimits({}), clock).eta(0)).toBe(0);
    expect(new RateBudget(fullLimits({}), clock).eta(100)).toBe(0);
    expect(new RateBudget(fullLimits({}), clock).eta(101)).toBe(60_500);
  });
});

describe('a clock that is set back by hours', () => {
  /** How long the next one waits after as many requests as there is room for, a pause, and the clock going back. */
  async function waitAfter(limits: object, { requests = 2, pause = 0 } = {}): Promise<number> {
    const clock = new FakeClock();
    const budget = new RateBudget(fullLimits(limits), clock);
    for (let i = 0; i < requests; i++) await budget.acquire('a');
    if (pause > 0) budget.pause(pause);
    clock.jump(-3 * 3_600_000);
    const start = clock.now();
    using _ = clock.run();
    await budget.acquire('a');
    return clock.now() - start;
  }

  test('holds nobody up for longer than before, and lets nobody through sooner', async () => {
    expect(await waitAfter({ perMinute: 2 })).toBe(60_500);
    expect(await waitAfter({ perHour: 2 })).toBe(3_600_500);
    expect(await waitAfter({}, { pause: 90_000 })).toBe(90_500);
    expect(await waitAfter({ mode: 'smooth', perHour: 100 }, { requests: 1 })).toBe(36_000);
  });
});
