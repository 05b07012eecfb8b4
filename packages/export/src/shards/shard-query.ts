import { createHash } from 'node:crypto';
import { queryId } from '../run/query-id.ts';
import type { ShardOptions } from './shard-options.ts';

/** What all shards of an export and their merge have in common: a hash of it. */
export function shardQuery(options: Omit<ShardOptions, 'shard' | 'out'>, host: string): string {
  const { types, recordings, recordingType, until } = options;
  const parts = [queryId({ ...options, out: '' }, host), types, recordings, recordingType, until];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}
