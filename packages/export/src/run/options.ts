import type {
  Access,
  Connection,
  DataTypeName,
  DownloadOptions,
  DownloadResult,
  ReadReport,
  Scope,
} from '@hyperstudy-workflows/core';
import type { ExportSettings } from '../settings/export-settings.ts';

export interface ExportOptions extends ExportSettings {
  /** Whose data. */
  readonly scope: Scope;
  /** Secret behind pseudonyms and shifted dates. Default: the environment's HYPERSTUDY_PSEUDONYM_KEY. */
  readonly pseudonymKey?: string;
  /** Folder to export into; made if absent. */
  readonly out: string;
  /**
   * Look no further than this time (ISO 8601), as an export does with the moment it began: for runs that share a window.
   * Unlike `end`, it says nothing about what the export is of.
   */
  readonly until?: string;
  /** Stops the export; what is done is kept, and the next run goes on from there. */
  readonly signal?: AbortSignal;
  /** Told while it runs. */
  readonly onProgress?: (progress: ExportProgress) => void;
}

/** How far an export is. */
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

type Row = Record<string, unknown>;

/** Records that can be read once, in order. */
export interface Reading extends AsyncIterable<Row> {
  /** Page by page, with the server's count. */
  pages(): AsyncIterable<{ readonly records: Row[]; readonly total: number | undefined }>;
  first(): Promise<Row | undefined>;
  /** What the reading found, once it is at its end. */
  readonly report: Readonly<ReadReport>;
}

/** What an export needs of a client: a HyperStudy, or what shards have read before. */
export interface Client {
  readonly connection: Pick<Connection, 'baseUrl' | 'clock'>;
  /** Requests sent so far. */
  readonly requests: number;
  /** The server's time, ms since 1970. */
  serverNow(): number;
  access(scope: { experiment: string }): Promise<Access>;
  records(type: DataTypeName, scope: Scope, query?: object): Reading;
  readonly recordings: {
    download(scope: Scope, options: DownloadOptions): PromiseLike<readonly DownloadResult[]>;
  };
}
