// The entry of action/plan: importing it runs the step.
import { runAndExit, runPlan } from './steps/index.js';
await runAndExit(runPlan);
