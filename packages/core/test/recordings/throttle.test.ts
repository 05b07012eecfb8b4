import { expect, test } from 'vitest';
import type { Clock } from '../../src/index.ts';
import { Throttle } from '../../src/recordings/throttle.ts';
import { retryPolicy } from '../../src/transport/retry.ts';

/** A clock that stands still until someone sleeps. */
function makeClock(): Clock & { time: number } {
  return {
    time: 0,
    now() {
      return this.time;
    },
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      this.time += ms;
    },
  };
}

function start(concurrency: number) {
  const clock = makeClock();
  return { clock, throttle: new Throttle({ concurrency, clock, retry: retryPolicy(), random: () => 1 }) };
}

test('halves when the storage is busy, grows by one with each file', async () => {
  const { throttle } = start(8);
  throttle.busy(1000);
  // Side by side with the first: the same event.
  throttle.busy(1000);
  expect(throttle.limit).toBe(4);
  throttle.relax();
  expect(throttle.limit).toBe(5);
  for (let i = 0; i < 10; i += 1) throttle.relax();
  expect(throttle.limit).toBe(8);
});

test('waits as long as the storage asks, and longer each time where it does not say', async () => {
  const { throttle, clock } = start(2);
  const pauses: number[] = [];
  for (const asked of [7000, undefined, undefined, undefined]) {
    const before = clock.time;
    throttle.busy(asked);
    await throttle.enter();
    throttle.leave();
    pauses.push(clock.time - before);
  }
  expect(pauses).toEqual([7000, 1000, 2000, 4000]);
  expect(throttle.limit).toBe(1);
});

test('lets in no more than the limit, and those who wait leave when aborted', async () => {
  const { throttle } = start(1);
  await throttle.enter();
  let entered = false;
  const second = throttle.enter().then(() => {
    entered = true;
  });
  const stop = new AbortController();
  const third = throttle.enter(stop.signal);
  stop.abort(new Error('enough'));
  await expect(third).rejects.toThrow('enough');
  expect(entered).toBe(false);
  throttle.leave();
  await second;
  expect(entered).toBe(true);
});
