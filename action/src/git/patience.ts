import { type Clock, TimeoutError } from '@hyperstudy-workflows/core';
import { GitError } from './errors/git-error.ts';
import { accessFailure } from './push-failure.ts';
import type { CheckedTarget } from './target.ts';

export interface Pauses {
  readonly clock: Clock;
  readonly random: () => number;
  readonly signal?: AbortSignal;
}

/** Times that a commit is tried in all. */
export const mostTries = 8;

/** Times that a question to the server is asked. */
const mostAsks = 3;

/** Before try n (2, 3, …): up to 0.5 s, then doubling to 15 s; by chance, so that two writers part. */
export function pauseBefore(attempt: number, { clock, random, signal }: Pauses): Promise<void> {
  return clock.sleep(random() * Math.min(15_000, 500 * 2 ** (attempt - 2)), signal);
}

/** Asks a server again that didn't answer; credentials that it doesn't accept are told at once, with the fix. */
export async function persistently<T>(
  target: CheckedTarget,
  pauses: Pauses,
  work: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      pauses.signal?.throwIfAborted();
      if (!(error instanceof GitError || error instanceof TimeoutError)) throw error;
      const denied = accessFailure(error.message, target);
      if (denied !== undefined) throw denied;
      if (attempt >= mostAsks) throw error;
      await pauseBefore(attempt + 1, pauses);
    }
  }
}
