import { HyperStudyError } from './hyperstudy-error.ts';

/** A stored state can't be used: damaged, of a newer version, or of something else. */
export class StateError extends HyperStudyError {
  override readonly name = 'StateError';
  override readonly remedy = 'fix-call';
}
