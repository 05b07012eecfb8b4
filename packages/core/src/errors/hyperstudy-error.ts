/**
 * What the caller can do about an error:
 * fix-call: the request is wrong; fix-key: the key is wrong or lacks a permission; wait: the budget is used up;
 * retry: the server or the network failed; skip-item: one item failed, the others are fine; report: the data
 * doesn't add up.
 */
export type Remedy = 'fix-call' | 'fix-key' | 'wait' | 'retry' | 'skip-item' | 'report';

/** What an error knows beside its message. */
export interface ErrorFacts {
  /** What to do, in one sentence. */
  hint?: string;
  /** HTTP status. */
  status?: number;
  /** Code of the server; an open list. */
  code?: string;
  /** Request id of the server, for its support. */
  requestId?: string;
  /** Details of the server, as sent (secrets removed). */
  details?: unknown;
  cause?: unknown;
}

const brand = Symbol.for('hyperstudy-workflows.error');

/** Base of all errors of this package. Messages never hold the API key or a signed URL. */
export abstract class HyperStudyError extends Error {
  abstract override readonly name: string;
  abstract readonly remedy: Remedy;
  readonly hint?: string;
  readonly status?: number;
  readonly code?: string;
  readonly requestId?: string;
  readonly details?: unknown;
  readonly [brand] = true;

  constructor(message: string, facts: ErrorFacts = {}) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.hint = facts.hint;
    this.status = facts.status;
    this.code = facts.code;
    this.requestId = facts.requestId;
    this.details = facts.details;
  }
}

/** True for errors of this package, also where it is installed twice. */
export function isHyperStudyError(error: unknown): error is HyperStudyError {
  return typeof error === 'object' && error !== null && brand in error;
}
