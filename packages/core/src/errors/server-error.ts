import { type ErrorFacts, HyperStudyError } from './hyperstudy-error.ts';

/** The server failed (5xx), after all tries. */
export class ServerError extends HyperStudyError {
  override readonly name = 'ServerError';
  override readonly remedy = 'retry';
  /** How long the server asks to wait (Retry-After), ms; undefined where it doesn't say. */
  readonly retryAfter?: number;

  constructor(message: string, facts: ErrorFacts & { retryAfter?: number } = {}) {
    super(message, facts);
    this.retryAfter = facts.retryAfter;
  }
}
