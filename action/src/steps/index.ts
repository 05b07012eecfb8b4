// What the entries of the actions share: one bundle for all of them.
export { runPlan } from '../run/plan.ts';
export { runMerge, runStep } from '../run/step.ts';
export { runAndExit } from '../runner/exit.ts';
