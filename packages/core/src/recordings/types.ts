import type { Readable } from 'node:stream';
import type { RecordingRecord } from '../data-types/schemas/index.ts';

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
  /** Hash of the file, hex. */
  readonly sha256?: string;
  /** The storage's own checksum that was verified, e.g. crc32c=AAAAAA== or md5=...; undefined where it gave none. */
  readonly sourceChecksum?: string;
  /** Why it is pending or failed, in words, without secrets. */
  readonly reason?: string;
  /** Bytes that were transferred now: fewer than size after a resume. */
  readonly transferred: number;
}

/** Progress of a whole download. */
export interface DownloadProgress {
  readonly files: number;
  readonly filesDone: number;
  /** Undefined where the server doesn't give all sizes. */
  readonly bytes: number | undefined;
  readonly bytesDone: number;
  /** Over the last seconds. */
  readonly bytesPerSecond: number;
  /** ms; undefined where it can't be told. */
  readonly eta: number | undefined;
}

/** The name that a recording's file gets, without extension checks: see file-name.ts. */
export type NameRecording = (recording: RecordingRecord) => string;

export interface DownloadOneOptions {
  /** Folder to write to; made if absent. */
  directory: string;
  /** Default: {participantName}_{type}_{recordingId}.{ext}, sanitised. What it gives is sanitised too. */
  name?: NameRecording;
  /** Leave files alone that are there and whole. Default true. */
  skipExisting?: boolean;
  /** Read existing files again and compare their hash before skipping. Default false. */
  verify?: boolean;
  /** Allow plain http to other hosts than the API's own and this machine. Default false. */
  allowHttp?: boolean;
  /** What an earlier run recorded about a file: it is skipped only if this agrees. */
  known?: (fileName: string) => { readonly size: number; readonly sha256?: string } | undefined;
  /** No bytes for this long is a failure that is tried again, ms. Default 30,000. */
  stallTimeout?: number;
  signal?: AbortSignal;
  onProgress?: (progress: DownloadProgress) => void;
}

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

/** Results as they come; awaited, all of them in the server's order. */
export interface DownloadBatch extends AsyncIterable<DownloadResult>, PromiseLike<DownloadResult[]> {}

export interface OpenOptions {
  /** First byte. Default 0. */
  start?: number;
  allowHttp?: boolean;
  signal?: AbortSignal;
}

/** The bytes of a recording. */
export interface RecordingStream {
  readonly stream: Readable;
  /** Bytes to come; undefined where the storage doesn't say. */
  readonly size: number | undefined;
  readonly contentType: string | undefined;
}
