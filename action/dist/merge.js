// The entry of action/merge: importing it runs the step.
import { runAndExit, runMerge } from './steps/index.js';
await runAndExit(runMerge);
