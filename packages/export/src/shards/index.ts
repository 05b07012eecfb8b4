export { checkShardSettings } from './check-settings.ts';
export { exportShard } from './export-shard.ts';
export { type MergeOptions, mergeShards } from './merge-shards.ts';
export { planShards, type ShardPlan, type ShardPlanOptions } from './plan-shards.ts';
export { parseShard, type Shard, type ShardFacts, shardFileName } from './shard-file.ts';
export type { ShardOptions } from './shard-options.ts';
