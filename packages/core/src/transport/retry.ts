import { UsageError } from '../errors/usage-error.ts';

export interface RetryOptions {
  /** Tries in all, the first included. Default 6. A 429 that was waited for doesn't count. */
  attempts?: number;
  /** Longest pause before the second try, ms; doubles with each. Default 500. */
  pause?: number;
  /** Longest pause, ms. Default 20,000. */
  longestPause?: number;
  /** Time for all tries of one request, ms, without waiting for the budget. Default 300,000. */
  deadline?: number;
  /** Longest that a server may ask to wait (Retry-After), ms. Default 3,600,000. */
  longestRetryAfter?: number;
}

export type RetryPolicy = Required<RetryOptions>;

const defaults: RetryPolicy = {
  attempts: 6,
  pause: 500,
  longestPause: 20_000,
  deadline: 300_000,
  longestRetryAfter: 3_600_000,
};

export function retryPolicy(options: RetryOptions = {}): RetryPolicy {
  const policy = { ...defaults, ...options };
  for (const [name, value] of Object.entries(policy)) {
    if (!(value >= 0)) throw new UsageError(`retry.${name} must be a number from 0.`);
  }
  return policy;
}

/** Pause before try n (2, 3, ...): full jitter, so that clients that failed together don't return together. */
export function pauseBefore(attempt: number, policy: RetryPolicy, random: () => number): number {
  return random() * Math.min(policy.longestPause, policy.pause * 2 ** (attempt - 2));
}

/** Retry-After as ms from now: seconds or an HTTP date; 60,000 where it is missing or unreadable. */
export function retryAfter(header: string | undefined, now: number): number {
  if (header === undefined) return 60_000;
  const seconds = Number(header);
  if (header.trim() !== '' && Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? 60_000 : Math.max(0, date - now);
}
