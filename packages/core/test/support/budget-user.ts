// A process that uses a budget: node budget-user.ts FOLDER IDENTITY PER_MINUTE MS. Prints the times of its requests.
import { Ledger } from '../../src/budget/ledger.ts';
import { fullLimits } from '../../src/budget/limits.ts';
import { RateBudget } from '../../src/budget/rate-budget.ts';
import { systemClock } from '../../src/environment/clock.ts';
import { silentLogger } from '../../src/environment/logger.ts';

const [folder = '', identity = '', perMinute = '1', ms = '1'] = process.argv.slice(2);
const ledger = new Ledger({ folder, identity, clock: systemClock, logger: silentLogger });
const budget = new RateBudget(fullLimits({ perMinute: Number(perMinute) }), systemClock, ledger);
const signal = AbortSignal.timeout(Number(ms));
try {
  for (;;) {
    await budget.acquire('data/events', signal);
    process.stdout.write(`${Date.now()}\n`);
  }
} catch (error) {
  if (!signal.aborted) throw error;
}
