import { HyperStudyError } from './hyperstudy-error.ts';

/** The answer could not be understood: HTML of a gateway, cut-off JSON, a redirect. */
export class ResponseError extends HyperStudyError {
  override readonly name = 'ResponseError';
  override readonly remedy = 'retry';
}
