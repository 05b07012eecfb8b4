import { HyperStudyError } from './hyperstudy-error.ts';

/** What was asked for does not exist, or is hidden from this key (404). */
export class NotFoundError extends HyperStudyError {
  override readonly name = 'NotFoundError';
  override readonly remedy = 'fix-call';
}
