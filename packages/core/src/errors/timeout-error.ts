import { HyperStudyError } from './hyperstudy-error.ts';

/** The server did not answer in time, after all tries. */
export class TimeoutError extends HyperStudyError {
  override readonly name = 'TimeoutError';
  override readonly remedy = 'retry';
}
