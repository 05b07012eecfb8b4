export {
  type BudgetLimits,
  type BudgetOption,
  documentedLimits,
  noLimits,
  parseLimits,
  RateBudget,
} from './budget/index.ts';
export * from './client/index.ts';
export * from './contract/index.ts';
export * from './data-types/index.ts';
export * from './environment/index.ts';
export * from './errors/index.ts';
export { emptyReport, MovedError, type ReadReport, rowKey, SeenKeys, sumOfReports } from './paging/index.ts';
export * from './polling/index.ts';
export * from './recordings/index.ts';
export * from './records/index.ts';
export {
  type Answer,
  type CallOptions,
  type Connection,
  type ConnectionOptions,
  productionUrl,
  type RetryOptions,
} from './transport/index.ts';
