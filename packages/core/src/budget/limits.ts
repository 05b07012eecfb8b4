import { withDefaults } from '../environment/with-defaults.ts';
import { UsageError } from '../errors/usage-error.ts';

/** How many requests are allowed. */
export interface BudgetLimits {
  /** Requests per minute and endpoint. Default 100. */
  perMinute?: number;
  /** Requests per hour, all endpoints together. Default 1,000. */
  perHour?: number;
  /** burst: as fast as the limits allow. smooth: spread evenly over the hour. Default burst. */
  mode?: 'burst' | 'smooth';
  /**
   * Added to each window, ms, because requests don't reach the server evenly. Default 500.
   */
  margin?: number;
  /**
   * Folder in which several processes, and runs one after the other, keep the budget of a key together; on a local
   * disk. Default: none, the budget is kept by this process alone.
   */
  ledger?: string;
}

export type FullLimits = Required<Omit<BudgetLimits, 'ledger'>> & Pick<BudgetLimits, 'ledger'>;

/** Limits of the service (docs site, April 2026). */
export const documentedLimits: FullLimits = { perMinute: 100, perHour: 1000, mode: 'burst', margin: 500 };

/** No limits, for a server that has none. */
export const noLimits: FullLimits = {
  perMinute: Number.POSITIVE_INFINITY,
  perHour: Number.POSITIVE_INFINITY,
  mode: 'burst',
  margin: 0,
};

/** @throws {UsageError} for a limit that is no number from 1. */
export function fullLimits(limits: BudgetLimits): FullLimits {
  const full = withDefaults(documentedLimits, limits);
  for (const name of ['perMinute', 'perHour'] as const) {
    if (!(full[name] >= 1)) throw new UsageError(`budget.${name} must be a number from 1.`);
  }
  if (full.mode !== 'burst' && full.mode !== 'smooth') {
    throw new UsageError('budget.mode must be burst or smooth.');
  }
  if (!(full.margin >= 0)) throw new UsageError('budget.margin must be a number from 0.');
  return full;
}

/**
 * Reads off, or limits such as 100/min,1000/h,smooth.
 * @throws {UsageError} for anything else.
 */
export function parseLimits(text: string): FullLimits {
  const words = text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((word) => word !== '');
  if (words.length === 1 && words[0] === 'off') return noLimits;
  const limits: BudgetLimits = {};
  for (const word of words) {
    const [, count, unit] = /^(\d+)\/(min|minute|m|h|hour)$/.exec(word) ?? [];
    if (count !== undefined && unit !== undefined) {
      limits[unit.startsWith('m') ? 'perMinute' : 'perHour'] = Number(count);
    } else if (word === 'smooth' || word === 'burst') {
      limits.mode = word;
    } else {
      throw new UsageError(`"${text}" is no budget.`, {
        hint: 'Write off, or limits such as 100/min,1000/h.',
      });
    }
  }
  return fullLimits(limits);
}
