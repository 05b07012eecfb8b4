import { HyperStudyError } from './hyperstudy-error.ts';

/** The call is wrong: an impossible scope, an unknown type, a date that is none, or a 400 of the server. */
export class UsageError extends HyperStudyError {
  override readonly name = 'UsageError';
  override readonly remedy = 'fix-call';
}
