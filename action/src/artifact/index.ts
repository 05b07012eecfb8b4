export { fetchShards } from './fetch-shards.ts';
export { planShardArtifacts } from './plan.ts';
export { artifactTarget, pageOf, uploadAll } from './target.ts';
