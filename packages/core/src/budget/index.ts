export { type BudgetLimits, documentedLimits, noLimits, parseLimits } from './limits.ts';
export { RateBudget } from './rate-budget.ts';
export type { BudgetOption } from './shared-budgets.ts';
