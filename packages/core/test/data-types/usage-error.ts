import { UsageError } from '../../src/errors/index.ts';

/** The usage error that a call throws; anything else fails the test. */
export function usageError(call: () => unknown): UsageError {
  let outcome: unknown;
  try {
    outcome = call();
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
  throw new Error(`No usage error, but ${JSON.stringify(outcome)}.`);
}
