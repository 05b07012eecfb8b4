import type { Readable } from 'node:stream';
import type { RecordingRecord } from '../data-types/schemas/index.ts';
import type { ScopeOf } from '../data-types/types.ts';
import type { HyperStudyError } from '../errors/hyperstudy-error.ts';
import type { RecordQuery } from '../records/record-query.ts';

/** Lists the recordings of a scope. */
export type ListRecordings = (
  scope: ScopeOf<'recordings'>,
  query?: { deployment?: string; signal?: AbortSignal },
) => RecordQuery<RecordingRecord>;

/** downloaded: fetched and verified now; skipped: was there already; pending: not complete on the server; failed. */
export type DownloadStatus = 'downloaded' | 'skipped' | 'pending' | 'failed';

/** What became of one recording. */
export interface DownloadResult {
  readonly recording: RecordingRecord;
  readonly status: DownloadStatus;
  /** Name below the directory; null while there is no file. */
  readonly fileName: string | null;
  /** Bytes of the file; undefined while there is none. */
  readonly size?: number;
  /** Hash of the file, hex; of a skipped one only where it was read or is known. */
  readonly sha256?: string;
  /** The storage's own checksum that was verified, e.g. crc32c=AAAAAA== or md5=...; undefined where it gave none. */
  readonly sourceChecksum?: string;
  /** Why it is pending or failed, in words, without secrets. */
  readonly reason?: string;
  /** Why it failed, for programs: IntegrityError where the bytes were wrong, RecordingError, NotFoundError, ... */
  readonly error?: HyperStudyError;
  /** Bytes that were transferred now: fewer than size after a resume, more where bytes had to come again. */
  readonly transferred: number;
}

/** Progress of a whole download. */
export interface DownloadProgress {
  readonly files: number;
  readonly filesDone: number;
  /** Undefined where the server doesn't give all sizes. */
  readonly bytes: number | undefined;
  /** Those that were there already included. */
  readonly bytesDone: number;
  /** Over the last seconds. */
  readonly bytesPerSecond: number;
  /** ms; undefined where it can't be told. Counts in that download URLs cost requests of the budget. */
  readonly eta: number | undefined;
}

/** The name that a recording's file gets. It is sanitised after. Default: recordingFileName. */
export type NameRecording = (recording: RecordingRecord) => string;

/** What an earlier run recorded about a file. */
export interface KnownFile {
  /** Bytes. */
  readonly size: number;
  /** hex; undefined: only the size is compared. */
  readonly sha256?: string;
  /** As in DownloadResult; passed on when the file is skipped. */
  readonly sourceChecksum?: string;
}

/** How one recording is downloaded. */
export interface DownloadOneOptions {
  /** Folder to write to; made if absent. */
  directory: string;
  /** Default: {participantName}_{type}_{recordingId}.{ext}, sanitised. What it gives is sanitised too. */
  name?: NameRecording;
  /** Leave files alone that are there and whole. Default true. */
  skipExisting?: boolean;
  /**
   * What is known about a file of this name. A file with a known hash is read, and skipped only if the hash
   * agrees. Default: nothing is known; then the size decides, or where HyperStudy lists none, that it is there.
   */
  known?: (fileName: string) => KnownFile | undefined;
  /**
   * Read existing files again before skipping them, and compare them with the known hash, or where none is
   * known with the storage's checksum (which costs a download URL each). Default false.
   */
  verify?: boolean;
  /** Allow plain http to other hosts than the API's own and this machine. Default false. */
  allowHttp?: boolean;
  /** No bytes for this long is a failure that is tried again, ms. Default 30,000. */
  stallTimeout?: number;
  signal?: AbortSignal;
  /** Called at regular times while it runs, and at its end. */
  onProgress?: (progress: DownloadProgress) => void;
}

/** How the recordings of a scope are downloaded. */
export interface DownloadOptions extends DownloadOneOptions {
  /** Files at once. Default 4; fewer while the storage says it is busy. */
  concurrency?: number;
  /** Only audio or only video; a recording without a type is kept. */
  recordingType?: 'audio' | 'video';
  /** Only recordings of this deployment. */
  deployment?: string;
  /** Download these instead of listing the scope. */
  recordings?: Iterable<RecordingRecord> | AsyncIterable<RecordingRecord>;
}

/**
 * Results as they come, largest files first; awaited, all of them in the server's order. Leaving the loop stops
 * the rest and keeps what came of them for the next run.
 */
export interface DownloadBatch extends AsyncIterable<DownloadResult>, PromiseLike<DownloadResult[]> {}

/** How a recording is opened as a stream. */
export interface OpenOptions {
  /** First byte. Default 0. */
  start?: number;
  allowHttp?: boolean;
  /** No bytes for this long is a failure that is tried again, ms. Default 30,000. */
  stallTimeout?: number;
  signal?: AbortSignal;
}

/** The bytes of a recording. */
export interface RecordingStream {
  /** Goes on by itself where a connection breaks; ends with an error where bytes are missing or wrong. */
  readonly stream: Readable;
  /** Bytes to come; undefined where the storage doesn't say. */
  readonly size: number | undefined;
  readonly contentType: string | undefined;
}
