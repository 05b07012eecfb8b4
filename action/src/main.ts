// The entry of the bundle: importing it runs the step.

import { runStep } from './run/step.ts';
import { runAndExit } from './runner/exit.ts';

await runAndExit(runStep);
