import { HyperStudyError } from './hyperstudy-error.ts';

/** The server could not be reached, or the connection broke, after all tries. */
export class ConnectionError extends HyperStudyError {
  override readonly name = 'ConnectionError';
  override readonly remedy = 'retry';
}
