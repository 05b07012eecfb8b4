import { withDefaults } from '../environment/with-defaults.ts';
import { UsageError } from '../errors/usage-error.ts';

/** How requests that failed are tried again. */
export interface RetryOptions {
  /** Tries in all, the first included. Default 6. A 429 that was waited for doesn't count. */
  attempts?: number;
  /** Longest pause before the second try, ms; doubles with each. Default 500. */
  pause?: number;
  /** Longest pause, ms. Default 20,000. */
  longestPause?: number;
  /** Time for all tries of one request, ms, without waiting for the budget. Default 300,000. */
  deadline?: number;
  /** Longest that a server may ask to wait (Retry-After), ms. Default 3,900,000: an hour's window and some. */
  longestRetryAfter?: number;
}

export type RetryPolicy = Required<RetryOptions>;

const defaults: RetryPolicy = {
  attempts: 6,
  pause: 500,
  longestPause: 20_000,
  deadline: 300_000,
  longestRetryAfter: 3_900_000,
};

/** @throws {UsageError} for a setting that is no number from 0. */
export function retryPolicy(options: RetryOptions = {}): RetryPolicy {
  const policy = withDefaults(defaults, options);
  for (const [name, value] of Object.entries(policy)) {
    if (!(value >= 0)) throw new UsageError(`retry.${name} must be a number from 0.`);
  }
  return policy;
}

/** Pause before try n (2, 3, ...): full jitter, so that clients that failed together don't return together. */
export function pauseBefore(attempt: number, policy: RetryPolicy, random: () => number): number {
  return random() * Math.min(policy.longestPause, policy.pause * 2 ** (attempt - 2));
}

/** A wait that a server asks for is never shorter, ms: 0 would make a hot loop of refusals. */
const shortestRetryAfter = 1000;

/**
 * Retry-After in ms from now; undefined where it is missing or unreadable. Seconds, or an HTTP date, which is read by
 * the server's own clock where the answer tells it: ours may be minutes off.
 */
export function retryAfter(header: string | undefined, now: number, serverDate?: string): number | undefined {
  if (header === undefined || header.trim() === '') return undefined;
  const seconds = Number(header);
  if (!Number.isNaN(seconds)) return Math.max(shortestRetryAfter, seconds * 1000);
  const until = Date.parse(header);
  if (Number.isNaN(until)) return undefined;
  const serverNow = Date.parse(serverDate ?? '');
  return Math.max(shortestRetryAfter, until - (Number.isNaN(serverNow) ? now : serverNow));
}
