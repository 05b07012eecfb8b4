import type { RecordingRecord } from '../data-types/schemas/index.ts';
import type { ScopeOf } from '../data-types/types.ts';
import type { Transport } from '../transport/transport.ts';
import { Batch } from './batch.ts';
import { openRecording } from './open.ts';
import { RecordingSource } from './source.ts';
import type {
  DownloadBatch,
  DownloadOneOptions,
  DownloadOptions,
  DownloadResult,
  ListRecordings,
  OpenOptions,
  RecordingStream,
} from './types.ts';

/** Fetches the bytes of recordings. Its methods may be taken off and passed on. */
export class Recordings {
  /**
   * A URL with the bytes, valid for a short time; costs one request. It holds a signature: don't log or store it,
   * and don't send the API key to it.
   * @throws {RecordingError} where the recording has no address; {HyperStudyError} where minting fails
   */
  readonly mint: (recording: RecordingRecord, options?: { signal?: AbortSignal }) => Promise<URL>;

  /** The bytes as a stream. @throws {RecordingError | IntegrityError | NotFoundError | ...} */
  readonly open: (recording: RecordingRecord, options?: OpenOptions) => Promise<RecordingStream>;

  /**
   * One recording into a folder; goes on with what an earlier run left there. A failure is a result.
   * @throws {AuthenticationError | PermissionError | RateLimitError} which are no matter of this recording;
   * {UsageError} for a wrong option, a full disk or a folder that can't be written; the signal's reason when aborted
   */
  readonly downloadOne: (recording: RecordingRecord, options: DownloadOneOptions) => Promise<DownloadResult>;

  /**
   * All recordings of a scope into a folder, several at once. Failures are results and don't stop the others.
   * @throws {UsageError} for a wrong option. The iteration and the await throw what downloadOne throws, and
   * errors of listing.
   */
  readonly download: (scope: ScopeOf<'recordings'>, options: DownloadOptions) => DownloadBatch;

  constructor(transport: Transport, list: ListRecordings) {
    this.mint = async (recording, { signal } = {}) => new RecordingSource(transport, recording).url(signal);
    this.open = (recording, options = {}) => openRecording(transport, recording, options);
    this.downloadOne = async (recording, options) => {
      const [result] = await new Batch(transport, () => [recording], { ...options, concurrency: 1 });
      if (result === undefined) throw new TypeError('A batch of one has one result');
      return result;
    };
    this.download = (scope, options) => {
      const { recordings, deployment } = options;
      return new Batch(transport, (signal) => recordings ?? list(scope, { deployment, signal }), options);
    };
  }
}
