import type { DataTypeName, HyperStudy, Scope } from '@hyperstudy-workflows/core';
import type { ExportSettings } from '../settings/export-settings.ts';

export interface ExportOptions extends ExportSettings {
  /** Whose data. */
  readonly scope: Scope;
  /** Secret behind pseudonyms and shifted dates. Default: the environment's HYPERSTUDY_PSEUDONYM_KEY. */
  readonly pseudonymKey?: string;
  /** Folder to export into; made if absent. */
  readonly out: string;
  /** Stops the export; what is done is kept, and the next run goes on from there. */
  readonly signal?: AbortSignal;
  /** Told while it runs. */
  readonly onProgress?: (progress: ExportProgress) => void;
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
