import { type ErrorFacts, HyperStudyError } from './hyperstudy-error.ts';

/** The server's rate limit was hit (429), and waiting for it would have taken longer than allowed. */
export class RateLimitError extends HyperStudyError {
  override readonly name = 'RateLimitError';
  override readonly remedy = 'wait';
  /** How long the server asks to wait, ms. */
  readonly retryAfter: number;

  constructor(message: string, facts: ErrorFacts & { retryAfter: number }) {
    super(message, facts);
    this.retryAfter = facts.retryAfter;
  }
}
