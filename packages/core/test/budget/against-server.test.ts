import { describe, expect, test } from 'vitest';
import { documentedLimits } from '../../src/budget/limits.ts';
import { RateBudget } from '../../src/budget/rate-budget.ts';
import type { BudgetOption } from '../../src/budget/shared-budgets.ts';
import { HyperStudy } from '../../src/client/hyperstudy.ts';
import { endpointOf } from '../../src/transport/transport.ts';
import { testKey } from '../support/client.ts';
import { countingAgent } from '../support/counting-agent.ts';
import { events, serveData } from '../support/data-server.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { newFolder } from '../support/folder.ts';
import { RateModel } from '../support/rate-model.ts';

/** Four users of one key on a server with both windows; time passes only while nobody is asking. */
async function setUp(budgetOf: (clock: FakeClock) => BudgetOption, left = 1) {
  const clock = new FakeClock();
  const model = new RateModel(clock, { perMinute: 100 * left, perHour: 1000 * left });
  const rooms = ['r0', 'r1', 'r2', 'r3'];
  const server = await serveData({
    lists: Object.fromEntries(rooms.map((room) => [`/data/events/room/${room}`, events(2500)])),
    clock,
    before: ({ path }) => model.check(endpointOf(path)),
  });
  const { dispatcher, idle } = countingAgent();
  const users = rooms.map((room) => ({
    room,
    hs: new HyperStudy({ apiKey: testKey, baseUrl: server.url, budget: budgetOf(clock), clock, dispatcher }),
  }));
  const going = clock.run(idle);
  return {
    clock,
    model,
    server,
    users,
    async [Symbol.asyncDispose]() {
      going[Symbol.dispose]();
      await dispatcher.close();
      await server[Symbol.asyncDispose]();
    },
  };
}

/** Seconds that 2,500 requests to one endpoint take at best: 1,000 per hour, a hundred per minute. */
const best = 2 * 3600 + 4 * 60;

async function run2500(budgetOf: (clock: FakeClock) => BudgetOption) {
  await using set = await setUp(budgetOf);
  const { clock, model, server, users } = set;
  const start = clock.now();
  await Promise.all(
    users.map(async ({ hs, room }) => {
      for (let i = 0; i < 625; i += 1) await hs.request(`/data/events/room/${room}`, { query: { limit: 1 } });
    }),
  );
  const seconds = (clock.now() - start) / 1000;
  const over = (100 * (seconds / best - 1)).toFixed(2);
  process.stdout.write(
    `2,500 requests: ${model.refused} refused, ${seconds} s, best ${best} s (+${over} %)\n`,
  );
  expect(server.requests).toHaveLength(2500);
  expect(model).toMatchObject({ refused: 0, granted: 2500 });
  expect(seconds).toBeGreaterThanOrEqual(best);
  expect(seconds).toBeLessThan(best * 1.03);
}

describe('2,500 requests of four users of one key', () => {
  test('in one process: none refused, within 3 % of the shortest time', async () => {
    let budget: RateBudget | undefined;
    await run2500((clock) => {
      budget ??= new RateBudget(documentedLimits, clock);
      return budget;
    });
  });

  test('with budgets of their own and one ledger: the same', async () => {
    await using folder = await newFolder();
    await run2500(() => ({ ledger: folder.path }));
  });
});

test('half the budget is used by someone else: refusals are survived, nothing is lost', async () => {
  let budget: RateBudget | undefined;
  await using set = await setUp((clock) => {
    budget ??= new RateBudget(documentedLimits, clock);
    return budget;
  }, 0.5);
  const { clock, model, users } = set;
  const start = clock.now();
  const found = await Promise.all(
    users.map(({ hs, room }) => hs.events({ room }, { pageSize: 5, concurrency: 4 }).toArray()),
  );
  const hours = (clock.now() - start) / 3_600_000;
  process.stdout.write(
    `half the budget gone: ${model.granted} granted, ${model.refused} refused, ${hours.toFixed(2)} h\n`,
  );
  for (const rows of found) expect(rows.map(({ id }) => id)).toEqual(events(2500).map(({ id }) => id));
  expect(model.refused).toBeGreaterThan(0);
  expect(model.refused).toBeLessThan(model.granted / 2);
});
