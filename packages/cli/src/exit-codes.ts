import { isHyperStudyError, type Remedy } from '@hyperstudy-workflows/core';
import { CommanderError } from 'commander';
import { Stopped } from './stop.ts';

/** What the exit code says: part of the contract with scripts and workflows. */
export const exitCodes = {
  complete: 0,
  unexpected: 1,
  usage: 2,
  key: 3,
  partial: 4,
  integrity: 5,
  recordings: 6,
} as const;

const byRemedy: Readonly<Record<Remedy, number>> = {
  'fix-call': exitCodes.usage,
  'fix-key': exitCodes.key,
  wait: exitCodes.partial,
  retry: exitCodes.unexpected,
  report: exitCodes.integrity,
  'skip-item': exitCodes.recordings,
};

export function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.complete : exitCodes.usage;
  if (error instanceof Stopped) return exitCodes.partial;
  return isHyperStudyError(error) ? byRemedy[error.remedy] : exitCodes.unexpected;
}
