/**
 * expired: the URL isn't valid any more (or yet); busy: the storage asks to slow down; broken: the connection
 * or the answer broke, trying again may help; damaged: the bytes are not those of the recording;
 * refused: trying again won't help.
 */
export type FailureKind = 'expired' | 'busy' | 'broken' | 'damaged' | 'refused';

export interface FailureFacts {
  /** HTTP status. */
  readonly status?: number;
  /** How long the storage asks to wait, ms. */
  readonly retryAfter?: number;
  readonly hint?: string;
}

/** One try to read from the storage failed. Only for use between the parts of a download. */
export class StorageFailure extends Error {
  override readonly name = 'StorageFailure';
  readonly kind: FailureKind;
  readonly facts: FailureFacts;

  /** @param message what happened, in words; never with a URL's query */
  constructor(kind: FailureKind, message: string, facts: FailureFacts = {}) {
    super(message);
    this.kind = kind;
    this.facts = facts;
  }
}
