import { HyperStudyError } from './hyperstudy-error.ts';

/** One recording could not be had; others are not affected. */
export class RecordingError extends HyperStudyError {
  override readonly name = 'RecordingError';
  override readonly remedy = 'skip-item';
}
