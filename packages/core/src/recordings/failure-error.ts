import { AuthenticationError } from '../errors/authentication-error.ts';
import { type HyperStudyError, isHyperStudyError } from '../errors/hyperstudy-error.ts';
import { IntegrityError } from '../errors/integrity-error.ts';
import { PermissionError } from '../errors/permission-error.ts';
import { RateLimitError } from '../errors/rate-limit-error.ts';
import { RecordingError } from '../errors/recording-error.ts';
import { UsageError } from '../errors/usage-error.ts';
import { StorageFailure } from './storage-failure.ts';

/** What a failure of the storage means to the caller; other errors stay as they are. */
export function errorOfFailure(error: unknown): unknown {
  if (!(error instanceof StorageFailure)) return error;
  const { status, hint } = error.facts;
  const message = `${error.message.charAt(0).toUpperCase()}${error.message.slice(1)}.`;
  return error.kind === 'damaged'
    ? new IntegrityError(message, { status, hint })
    : new RecordingError(message, { status, hint });
}

/**
 * Whether only this recording is affected. A key that is wrong or lacks a scope, a used-up budget, a full disk and
 * errors that are none of ours would meet the others too.
 */
export function isOfOneRecording(error: unknown): error is HyperStudyError {
  if (!isHyperStudyError(error)) return false;
  if (error instanceof PermissionError) return error.required.length === 0;
  return !(
    error instanceof AuthenticationError ||
    error instanceof RateLimitError ||
    error instanceof UsageError
  );
}

/** The error in words, with what to do where that is known. */
export function reasonOf(error: HyperStudyError): string {
  return error.hint === undefined ? error.message : `${error.message} ${error.hint}`;
}
