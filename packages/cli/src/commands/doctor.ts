import { type Check, diagnose } from '@hyperstudy-workflows/core';
import { Command } from 'commander';
import { exitCodes } from '../exit-codes.ts';
import { addConnectionFlags, type ConnectionFlags, connectionOptions } from '../options/connection.ts';
import { oneLine } from '../output/one-line.ts';

interface DoctorFlags extends ConnectionFlags {
  experiment?: string;
  contract?: boolean;
  json?: boolean;
}

const marks: Readonly<Record<Check['result'], string>> = { ok: '✓', warning: '!', failed: '✗', skipped: '-' };

export function doctorCommand(done: (exitCode: number) => void): Command {
  const command = new Command('doctor')
    .description('check key, permissions, reachability, clock and budget: what works and what to fix')
    .option(
      '--experiment <id>',
      'check permissions on this experiment (default: the first that the key sees)',
    )
    .option('--contract', "compare the server's own API description with what this tool relies on instead")
    .option('--json', 'print a JSON array');
  return addConnectionFlags(command).action(async (flags: DoctorFlags) =>
    done(await (flags.contract ? checkContract(flags) : runDoctor(flags))),
  );
}

/** Loaded only here: it needs a YAML parser, which takes as long to load as all the rest of a command. */
async function checkContract(flags: DoctorFlags): Promise<number> {
  const { runContract } = await import('./contract.ts');
  return runContract(flags);
}

async function runDoctor(flags: DoctorFlags): Promise<number> {
  const checks: Check[] = [];
  for await (const check of diagnose(connectionOptions(flags), { experiment: flags.experiment })) {
    checks.push(check);
    if (!flags.json) process.stdout.write(`${checkText(check)}\n`);
  }
  if (flags.json) process.stdout.write(`${JSON.stringify(checks)}\n`);
  const failed = checks.filter(({ result }) => result === 'failed');
  if (failed.length === 0) return exitCodes.complete;
  return failed.some(({ name }) => name === 'key' || name === 'permissions')
    ? exitCodes.key
    : exitCodes.unexpected;
}

function checkText({ name, result, text, fix }: Check): string {
  return oneLine(`${marks[result]} ${name}: ${text}${fix === undefined ? '' : ` → ${fix}`}`);
}
