import { createHash } from 'node:crypto';
import { type Clock, systemClock } from '../environment/clock.ts';
import type { Logger } from '../environment/logger.ts';
import { isLoopback } from '../environment/loopback.ts';
import { Ledger } from './ledger.ts';
import {
  type BudgetLimits,
  documentedLimits,
  type FullLimits,
  fullLimits,
  noLimits,
  parseLimits,
} from './limits.ts';
import { RateBudget } from './rate-budget.ts';

/** off, text such as 100/min,1000/h, limits, or a budget of the caller's. */
export type BudgetOption = string | BudgetLimits | RateBudget;

/** Kept on globalThis so that two copies of this package in one process still share one budget per key. */
const registryKey = Symbol.for('hyperstudy-workflows.budgets');
const shared = globalThis as { [registryKey]?: Map<string, RateBudget> };

interface Wanted {
  apiKey: string;
  baseUrl: URL;
  option: BudgetOption | undefined;
  clock: Clock;
  logger: Logger;
}

/** The budget of a key: the same one for everything in this process that uses the key with the same limits. */
export function budgetFor({ apiKey, baseUrl, option, clock, logger }: Wanted): RateBudget {
  if (option instanceof RateBudget) return option;
  const limits = limitsOf(option, baseUrl);
  const whose = [apiKey, baseUrl.origin].join('\n');
  const make = () => {
    const { ledger: folder } = limits;
    const ledger = folder === undefined ? undefined : new Ledger({ folder, identity: whose, clock, logger });
    return new RateBudget(limits, clock, ledger);
  };
  // Another clock is another time line: such a budget can't be shared.
  if (clock !== systemClock) return make();
  const id = createHash('sha256')
    .update(`${whose}\n${JSON.stringify(limits)}`)
    .digest('hex');
  shared[registryKey] ??= new Map();
  const budgets = shared[registryKey];
  let budget = budgets.get(id);
  if (budget === undefined) {
    budget = make();
    budgets.set(id, budget);
  }
  return budget;
}

function limitsOf(option: Exclude<BudgetOption, RateBudget> | undefined, baseUrl: URL): FullLimits {
  if (typeof option === 'string' && option !== '') return parseLimits(option);
  if (typeof option === 'object') return fullLimits(option);
  // A server on this machine is a sandbox: it answers 429 if it has limits.
  return isLoopback(baseUrl) ? noLimits : documentedLimits;
}
