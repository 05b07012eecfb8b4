import { type BudgetLimits, documentedLimits } from '@hyperstudy-workflows/core';
import type { Inputs } from '../inputs/index.ts';

/** Requests that a job may send: shards that run side by side use one key, so each takes its part. */
export function budgetOf({ budget, shard }: Pick<Inputs, 'budget' | 'shard'>): BudgetLimits | undefined {
  if (budget !== undefined || shard === undefined) return budget;
  const part = (limit: number) => Math.max(1, Math.floor(limit / shard.of));
  return { perMinute: part(documentedLimits.perMinute), perHour: part(documentedLimits.perHour) };
}
