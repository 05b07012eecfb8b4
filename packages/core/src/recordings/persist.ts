import type { Connection } from '../transport/connection.ts';
import { isOfOneRecording } from './failure-error.ts';
import { Patience } from './patience.ts';
import type { RecordingSource } from './source.ts';
import { StorageFailure } from './storage-failure.ts';
import type { Throttle } from './throttle.ts';

export interface PersistOptions {
  readonly connection: Connection;
  readonly throttle: Throttle;
  readonly signal?: AbortSignal;
}

/**
 * Tries until it works: with a fresh URL when one expired, later when the storage is busy or broken, with the
 * next address when there is one.
 * @param position of the first byte that is missing
 * @throws {StorageFailure} the last one, when it gives up; any other error as it is
 */
export async function persist<T>(
  source: RecordingSource,
  options: PersistOptions,
  position: number,
  attempt: (url: URL, patience: Patience) => Promise<T>,
): Promise<T> {
  const { connection, throttle, signal } = options;
  let patience = new Patience(connection, position);
  let last: StorageFailure | undefined;
  for (;;) {
    try {
      const result = await inTurn(source, options, (url) => attempt(url, patience));
      throttle.relax();
      return result;
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof StorageFailure)) {
        throw source.isGuess && isOfOneRecording(error) ? (last ?? error) : error;
      }
      last = error;
      if (error.kind === 'busy') throttle.busy(error.facts.retryAfter);
      const hasUrl = error.kind !== 'expired' || source.renew();
      const pause = hasUrl ? patience.pauseAfter(error) : undefined;
      if (pause !== undefined) {
        connection.logger.info('Recording: trying again', { reason: error.message, pause });
        await connection.clock.sleep(pause, signal);
      } else if (source.next()) {
        patience = new Patience(connection, position);
      } else {
        throw withTries(error, patience.tries);
      }
    }
  }
}

async function inTurn<T>(
  source: RecordingSource,
  { throttle, signal }: PersistOptions,
  work: (url: URL) => Promise<T>,
): Promise<T> {
  // Before the turn: waiting for the budget takes no place from those who have a URL.
  const url = await source.url(signal);
  await throttle.enter(signal);
  try {
    return await work(url);
  } finally {
    throttle.leave();
  }
}

function withTries(failure: StorageFailure, tries: number): StorageFailure {
  if (tries < 2) return failure;
  return new StorageFailure(failure.kind, `${failure.message} (tried ${tries} times)`, failure.facts);
}
