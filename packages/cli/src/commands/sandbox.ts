import type { SandboxOptions } from '@hyperstudy-workflows/sandbox';
import { Command } from 'commander';
import { exitCodes } from '../exit-codes.ts';
import { addSandboxFlags, sandboxOptions } from '../options/sandbox-flags.ts';
import { howToUse } from '../output/how-to-use.ts';
import { stopSignal } from '../stop.ts';

type SandboxPackage = typeof import('@hyperstudy-workflows/sandbox');

/**
 * The command, with its flags only where the sandbox package is given: the other commands start faster without
 * loading it.
 */
export function sandboxCommand(done: (exitCode: number) => void, sandbox?: SandboxPackage): Command {
  const command = new Command('sandbox').description(
    'run a local HyperStudy with a made-up study; prints one JSON line when ready',
  );
  if (sandbox === undefined) return command;
  const { sandboxFlags, startSandbox } = sandbox;
  return addSandboxFlags(command, sandboxFlags).action(async (values: Record<string, unknown>) => {
    await runSandbox(startSandbox, sandboxOptions(values, sandboxFlags));
    done(exitCodes.complete);
  });
}

/** Runs until Ctrl-C or SIGTERM, which is how a sandbox ends: no failure. */
async function runSandbox(
  startSandbox: SandboxPackage['startSandbox'],
  options: SandboxOptions,
): Promise<void> {
  const { signal, release } = stopSignal();
  try {
    await using sandbox = await startSandbox(options);
    process.stdout.write(`${JSON.stringify(sandbox.ready())}\n`);
    if (process.stderr.isTTY) process.stderr.write(howToUse(sandbox.ready(), process.platform));
    await aborted(signal);
  } finally {
    release();
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
