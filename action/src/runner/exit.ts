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
    // Only mistakes of ours end here. What was thrown may hold anything, so just its kind is told.
    const kind = thrown instanceof Error ? thrown.name : typeof thrown;
    annotate(thisProcess, 'error', 'HyperStudy', `Unexpected: ${kind}. Please report it.`);
  }
  // Output to a pipe may still be on its way.
  await new Promise((resolve) => process.stdout.write('', resolve));
  process.exit(exitCode);
}

/**
 * The result of some work, or what was thrown meanwhile where nobody catches it: clients of others throw in callbacks,
 * which would end the process without outputs and summary.
 */
export async function orCrash<T>(work: Promise<T>): Promise<T> {
  let onCrash: (error: unknown) => void = () => undefined;
  const crash = new Promise<never>((_, reject) => {
    onCrash = reject;
  });
  process.on('uncaughtException', onCrash);
  process.on('unhandledRejection', onCrash);
  // Left in place: after the first one, more may come until the process ends.
  return Promise.race([work, crash]);
}
