import type { ExportOptions } from '../run/options.ts';
import type { Shard } from './shard-file.ts';

/** How a part of an export is read. */
export interface ShardOptions extends ExportOptions {
  /** Which part. */
  readonly shard: Shard;
  /** Where the window of all shards ends (ISO 8601). */
  readonly until: string;
}
