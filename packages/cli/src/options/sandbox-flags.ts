import { UsageError } from '@hyperstudy-workflows/core';
import { wholeNumber } from '@hyperstudy-workflows/export';
import type { SandboxFlag, SandboxOptions } from '@hyperstudy-workflows/sandbox';
import type { Command } from 'commander';

export function addSandboxFlags(command: Command, flags: readonly SandboxFlag[]): Command {
  for (const { flag, type, value, description, default: fallback } of flags) {
    const usage = type === 'flag' ? flag : `${flag} <${value.toLowerCase()}>`;
    command.option(usage, `${description} (default: ${fallback})`);
  }
  return command;
}

/** @throws {UsageError} for a value that is none; the sandbox itself checks ranges and specs. */
export function sandboxOptions(
  values: Readonly<Record<string, unknown>>,
  flags: readonly SandboxFlag[],
): SandboxOptions {
  const given = flags.map((flag) => [flag, values[nameOf(flag)]] as const);
  return Object.fromEntries(
    given.filter(([, value]) => value !== undefined).map(([flag, value]) => [flag.option, read(flag, value)]),
  );
}

/** As commander names what it read: --page-limit is pageLimit. */
const nameOf = ({ flag }: SandboxFlag): string =>
  flag.slice(2).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

function read({ flag, type }: SandboxFlag, value: unknown): number | string | boolean {
  if (type === 'flag') return true;
  const text = String(value);
  if (type === 'number') return wholeNumber(flag, text, 0);
  if (text.trim() === '')
    throw new UsageError(`${flag} is empty.`, { hint: 'Leave it out, or give a value.' });
  return text;
}
