import { expect, test } from 'vitest';
import { systemClock } from '../../src/environment/clock.ts';
import { failureOf } from '../support/client.ts';

test('sleeps about as long as told', async () => {
  const start = performance.now();
  await systemClock.sleep(30);
  expect(performance.now() - start).toBeGreaterThan(25);
  await systemClock.sleep(-5);
});

test('longer than a timer can: does not fire at once', async () => {
  const stop = new AbortController();
  let woke = false;
  const sleep = failureOf(
    systemClock.sleep(2 ** 40, stop.signal).then(() => {
      woke = true;
    }),
  );
  await systemClock.sleep(20);
  expect(woke).toBe(false);
  const reason = new Error('enough');
  stop.abort(reason);
  expect(await sleep).toBe(reason);
});

test('aborted before: rejects with the reason', async () => {
  const reason = new Error('no');
  expect(await failureOf(systemClock.sleep(0, AbortSignal.abort(reason)))).toBe(reason);
});
