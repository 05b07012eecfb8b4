import { HyperStudyError } from '@hyperstudy-workflows/core';

/** A git command failed for a reason that another run may not meet: the network, the server, the disk. */
export class GitError extends HyperStudyError {
  override readonly name = 'GitError';
  override readonly remedy = 'retry';
}
