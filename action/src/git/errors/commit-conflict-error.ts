import { HyperStudyError } from '@hyperstudy-workflows/core';

/** Others wrote to the data repository while the export ran, and this export can't go on top of it. Run again. */
export class CommitConflictError extends HyperStudyError {
  override readonly name = 'CommitConflictError';
  override readonly remedy = 'retry';
}
