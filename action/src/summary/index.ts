export { planSummary } from './plan.ts';
export { summaryOf } from './summary.ts';
