import { type ErrorFacts, HyperStudyError } from './hyperstudy-error.ts';

/** The key is good but may not do this: a scope is missing, or the experiment's data is closed to it (403). */
export class PermissionError extends HyperStudyError {
  override readonly name = 'PermissionError';
  override readonly remedy = 'fix-key';
  /** Scopes the request needs, as the server says. */
  readonly required: readonly string[];
  /** Scopes the key has, as the server says. */
  readonly provided: readonly string[];

  constructor(
    message: string,
    facts: ErrorFacts & { required?: readonly string[]; provided?: readonly string[] } = {},
  ) {
    super(message, facts);
    this.required = facts.required ?? [];
    this.provided = facts.provided ?? [];
  }
}
