import type { DataTypeName, HyperStudy, Scope } from '@hyperstudy-workflows/core';

/** What is done about recordings: nothing, their table, or their files too. */
export type RecordingsMode = 'none' | 'metadata' | 'download';

export interface ExportOptions {
  /** Whose data. */
  scope: Scope;
  /** Folder to export into; made if absent. */
  out: string;
  /** Data types, or all that exist for the scope. Default all. */
  types?: readonly DataTypeName[] | 'all';
  /** Default metadata. */
  recordings?: RecordingsMode;
  /** Only audio or only video files; their table lists all. */
  recordingType?: 'audio' | 'video';
  /** Only records of this deployment. */
  deployment?: string;
  /** Only records from this time on (ISO 8601), for types that the service filters by time. */
  start?: string;
  /** Only records before this time (ISO 8601). */
  end?: string;
  /** Records per request, 2 to 1000. Default: each data type's, 1000. */
  pageSize?: number;
  /** Recordings that are downloaded at once. Default 4. */
  concurrency?: number;
  /** Forget earlier runs in this folder and read everything again. Default false. */
  full?: boolean;
  /** Stops the export; what is done is kept, and the next run goes on from there. */
  signal?: AbortSignal;
  /** Told while it runs. */
  onProgress?: (progress: ExportProgress) => void;
}

export interface ExportProgress {
  /** Table that is being read, or recordings. */
  readonly what: DataTypeName | 'recordings';
  /** Records or files done. */
  readonly done: number;
  /** Records or files in all, where known. */
  readonly total: number | undefined;
  /** Bytes of recordings per second. */
  readonly bytesPerSecond?: number;
  /** The table or the recordings are finished. */
  readonly finished: boolean;
}

export type Client = HyperStudy;
