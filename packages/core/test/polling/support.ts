import { HyperStudy } from '../../src/client/hyperstudy.ts';
import type { Logger } from '../../src/environment/logger.ts';
import { testKey } from '../support/client.ts';
import { countingAgent } from '../support/counting-agent.ts';
import { FakeClock } from '../support/fake-clock.ts';

export const start = Date.parse('2026-03-11T15:00:00Z');
export const path = '/data/events/room/r';
export const scope = { room: 'r' };

/** ISO text of so many ms after the start. */
export const at = (ms: number): string => new Date(start + ms).toISOString();

/** An event at so many ms after the start. */
export const event = (id: string, ms: number, fields: object = {}) => ({ id, timestamp: at(ms), ...fields });

/** A client on a clock that runs while nothing is asked. */
export function clientOn(url: string, clock: FakeClock, logger?: Logger) {
  const { dispatcher, idle } = countingAgent();
  const hs = new HyperStudy({ apiKey: testKey, baseUrl: url, clock, dispatcher, random: () => 0.5, logger });
  const running = clock.run(idle);
  return {
    hs,
    async [Symbol.asyncDispose]() {
      running[Symbol.dispose]();
      await dispatcher.close();
    },
  };
}

export const newClock = (): FakeClock => new FakeClock(start);

/** Ids of the first batches. */
export async function take(poll: AsyncIterable<{ records: readonly { id: string }[] }>, batches: number) {
  const found: string[][] = [];
  for await (const { records } of poll) {
    found.push(records.map(({ id }) => id));
    if (found.length === batches) break;
  }
  return found;
}
