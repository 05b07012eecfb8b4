import { annotate } from './commands.ts';
import { type Host, thisProcess } from './host.ts';

/**
 * Runs and ends the process. The explicit end matters: an upload that was given up may hold a connection open, which
 * would keep the step going for minutes.
 */
export async function runAndExit(run: (host: Host) => Promise<number>): Promise<never> {
  let exitCode = 1;
  try {
    exitCode = await run(thisProcess);
  } catch (thrown) {
    // Only our own mistakes end here. What was thrown may hold anything, so just its kind is told.
    annotate(
      thisProcess,
      'error',
      'HyperStudy',
      `Unexpected: ${thrown instanceof Error ? thrown.name : typeof thrown}.`,
    );
  }
  // Output to a pipe may still be on its way.
  await new Promise((resolve) => process.stdout.write('', resolve));
  process.exit(exitCode);
}
