import { HyperStudyError } from './hyperstudy-error.ts';

/** The server failed (5xx), after all tries. */
export class ServerError extends HyperStudyError {
  override readonly name = 'ServerError';
  override readonly remedy = 'retry';
}
