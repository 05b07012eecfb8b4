import { HyperStudyError } from '@hyperstudy-workflows/core';

/** The server takes no commit from us, however often it is tried: a protected branch, a large file, no permission. */
export class PushRefusedError extends HyperStudyError {
  override readonly name = 'PushRefusedError';
  override readonly remedy = 'fix-call';
}
