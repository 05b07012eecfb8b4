// The entry of the action: importing it runs the step.
import { runAndExit, runStep } from './steps/index.ts';

await runAndExit(runStep);
