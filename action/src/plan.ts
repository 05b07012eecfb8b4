// The entry of action/plan: importing it runs the step.
import { runAndExit, runPlan } from './steps/index.ts';

await runAndExit(runPlan);
