import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type Clock, documentedLimits, RateBudget } from '../../src/index.ts';
import { connect, makeFolder, someBytes, startServer } from './setup.ts';

const count = 2000;
const bytes = someBytes(10_000);

async function startStudy() {
  const server = await startServer();
  for (let i = 0; i < count; i += 1) server.add(`EG_${i}`, bytes);
  return server;
}

test(`${count} recordings of 10 kB as fast as it goes`, { timeout: 120_000 }, async () => {
  const server = await startStudy();
  const client = connect(server);
  const started = performance.now();
  const results = await client.recordings.download({ room: 'r' }, { directory: await makeFolder() });
  const seconds = (performance.now() - started) / 1000;
  expect(results.filter(({ status }) => status === 'downloaded')).toHaveLength(count);
  expect(server.seen).toMatchObject({ mints: count, storage: count, keys: 0 });
  process.stdout.write(
    `\n${count} x 10 kB without a budget: ${seconds.toFixed(1)} s, ${client.requests} API requests, ` +
      `${server.seen.storage} storage requests\n`,
  );
});

/** A clock that stands still until someone sleeps, and then is there at once. */
class JumpingClock implements Clock {
  #time = 0;

  now(): number {
    return this.#time;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    const end = this.#time + ms;
    await delay(1, undefined, { signal });
    this.#time = Math.max(this.#time, end);
  }
}

/** A budget that remembers when it let requests go. */
class WatchedBudget extends RateBudget {
  readonly times: number[] = [];
  readonly #clock: Clock;

  constructor(clock: Clock) {
    super(documentedLimits, clock);
    this.#clock = clock;
  }

  override async acquire(endpoint: string, signal?: AbortSignal): Promise<void> {
    await super.acquire(endpoint, signal);
    if (endpoint.endsWith('download')) this.times.push(this.#clock.now());
  }
}

test(`${count} recordings within the documented limits`, { timeout: 120_000 }, async () => {
  const server = await startStudy();
  const clock = new JumpingClock();
  const budget = new WatchedBudget(clock);
  const client = connect(server, { clock, budget });
  const results = await client.recordings.download(
    { room: 'r' },
    { directory: await makeFolder(), concurrency: 8 },
  );
  const minutes = clock.now() / 60_000;
  expect(results.filter(({ status }) => status === 'downloaded')).toHaveLength(count);
  expect(budget.times).toHaveLength(count);
  const inMinute = most(budget.times, 60_000);
  const inHour = most(budget.times, 3_600_000);
  process.stdout.write(
    `\n${count} x 10 kB with 100/min and 1,000/h: ${minutes.toFixed(1)} min of the clock, ${client.requests} requests, ` +
      `at most ${inMinute} mints in a minute and ${inHour} in an hour\n`,
  );
  expect(inMinute).toBeLessThanOrEqual(100);
  expect(inHour).toBeLessThanOrEqual(1000);
  // Ten minutes at 100 a minute, then the hour's budget is used up; the same in the second hour. Listing took
  // requests too, so the last few mints are left over for the third.
  expect(minutes).toBeGreaterThan(119);
  expect(minutes).toBeLessThan(121);
});

/** Most times within any window of this many ms. */
function most(times: readonly number[], window: number): number {
  let best = 0;
  for (let from = 0, to = 0; to < times.length; to += 1) {
    while ((times[to] ?? 0) - (times[from] ?? 0) >= window) from += 1;
    best = Math.max(best, to - from + 1);
  }
  return best;
}
