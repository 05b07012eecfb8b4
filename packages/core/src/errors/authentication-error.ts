import { HyperStudyError } from './hyperstudy-error.ts';

/** The API key is missing, masked, wrong, expired or revoked (401). */
export class AuthenticationError extends HyperStudyError {
  override readonly name = 'AuthenticationError';
  override readonly remedy = 'fix-key';
}
