// The entry of the post step, which runs when the job ends.
import { cleanUp } from './runner/clean-up.ts';
import { runAndExit } from './runner/exit.ts';

await runAndExit(cleanUp);
