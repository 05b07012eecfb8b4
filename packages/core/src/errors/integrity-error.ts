import { HyperStudyError } from './hyperstudy-error.ts';

/** Counts or checksums do not agree. */
export class IntegrityError extends HyperStudyError {
  override readonly name = 'IntegrityError';
  override readonly remedy = 'report';
}
