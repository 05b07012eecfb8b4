import { join } from 'node:path';
import { expect, test } from 'vitest';
import { HyperStudy } from '../../src/client/hyperstudy.ts';
import { fileStore } from '../../src/polling/file-store.ts';
import { testKey } from '../support/client.ts';
import { countingAgent } from '../support/counting-agent.ts';
import { newFolder } from '../support/folder.ts';
import { seeded, serveLive } from '../support/live-room.ts';
import { event, newClock, path, scope, start } from './support.ts';

/** Two hours of a live room: records come in up to a minute and a half late, some with equal times. */
function arrivalsOf(random: () => number) {
  return Array.from({ length: 4000 }, (_, i) => {
    const time = Math.floor(random() * 7200) * 1000 + (random() < 0.3 ? 0 : Math.floor(random() * 1000));
    const late = random() < 0.1 ? random() * 90_000 : random() * 1500;
    return { row: event(`e${i}`, time), at: start + time + late };
  });
}

test.each([1, 2, 3])('20 restarts at random moments of a live room lose nothing (seed %i)', async (seed) => {
  const random = seeded(seed);
  const arrivals = arrivalsOf(random);
  const clock = newClock();
  await using folder = await newFolder();
  await using server = await serveLive(path, arrivals, clock);
  const { dispatcher, idle } = countingAgent();
  // Time passes only while the poll or its reader rests: saving a state takes none.
  let resting = 0;
  const rest = async (ms: number, signal?: AbortSignal) => {
    resting += 1;
    await clock.sleep(ms, signal).finally(() => {
      resting -= 1;
    });
  };
  using _ = clock.run(() => resting > 0 && idle());

  const delivered = new Set<string>();
  /** In batches that were handed on, but not followed by a question for the next one. */
  const inHand = new Set<string>();
  const counts = { again: 0, outside: 0, crashes: 0 };

  function deliver(id: string): void {
    if (delivered.has(id)) {
      counts.again += 1;
      if (!inHand.has(id)) counts.outside += 1;
    }
    delivered.add(id);
    inHand.add(id);
  }

  /** One life of the process; ends called off at a random moment, or with a batch in its hands. */
  async function live(ends: { after?: number; once?: boolean }): Promise<void> {
    const stop = new AbortController();
    const end = () => stop.abort();
    if (ends.after !== undefined) void clock.sleep(ends.after, stop.signal).then(end, end);
    const hs = new HyperStudy({
      apiKey: testKey,
      baseUrl: server.url,
      clock: { now: clock.now, sleep: rest },
      dispatcher,
      random,
    });
    const store = fileStore(join(folder.path, 'state.json'));
    const options = { from: 'all', store, once: ends.once, signal: stop.signal };
    for await (const { records } of hs.poll('events', scope, options)) {
      // Killed before the batch was written down anywhere.
      if (ends.once !== true && random() < 0.03) {
        counts.crashes += 1;
        break;
      }
      for (const { id } of records) deliver(id);
      // The work on a batch takes a while; the process may be stopped in it.
      await rest(random() * 5000);
      if (stop.signal.aborted || (ends.once !== true && random() < 0.03)) {
        counts.crashes += 1;
        break;
      }
      for (const { id } of records) inHand.delete(id);
    }
    stop.abort();
  }

  for (let life = 0; life < 20; life += 1) await live({ after: random() * 600_000 });
  await rest(Math.max(0, start + 7_400_000 - clock.now()));
  await live({ once: true });

  const { again, outside, crashes } = counts;
  process.stdout.write(
    `seed ${seed}: ${delivered.size} of ${arrivals.length} records, 20 restarts (${crashes} with a batch in hand), ` +
      `${again} came twice, ${outside} of them outside the window, ${server.requests.length} requests\n`,
  );
  expect(delivered.size).toBe(arrivals.length);
  expect(outside).toBe(0);
  await dispatcher.close();
});
