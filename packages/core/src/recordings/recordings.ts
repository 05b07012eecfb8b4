import type { RecordingRecord } from '../data-types/schemas/index.ts';
import type { ScopeOf } from '../data-types/types.ts';
import type { RecordQuery } from '../records/record-query.ts';
import type { Transport } from '../transport/transport.ts';
import type {
  DownloadBatch,
  DownloadOneOptions,
  DownloadOptions,
  DownloadResult,
  OpenOptions,
  RecordingStream,
} from './types.ts';

type List = (
  scope: ScopeOf<'recordings'>,
  query?: { deployment?: string; signal?: AbortSignal },
) => RecordQuery<RecordingRecord>;

/** Fetches the bytes of recordings. */
export class Recordings {
  constructor(_transport: Transport, _list: List) {}

  mint = (_recording: RecordingRecord, _options: { signal?: AbortSignal } = {}): Promise<URL> => {
    throw new Error('not built yet');
  };

  open = (_recording: RecordingRecord, _options: OpenOptions = {}): Promise<RecordingStream> => {
    throw new Error('not built yet');
  };

  downloadOne = (_recording: RecordingRecord, _options: DownloadOneOptions): Promise<DownloadResult> => {
    throw new Error('not built yet');
  };

  download = (_scope: ScopeOf<'recordings'>, _options: DownloadOptions): DownloadBatch => {
    throw new Error('not built yet');
  };
}
