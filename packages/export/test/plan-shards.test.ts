import { expect, it } from 'vitest';
import { shardCount } from '../src/shards/plan-shards.ts';

it.each([
  ['no rooms', { rooms: 0, recordings: { files: 3, bytes: 1e9 }, wanted: 4 }, 0],
  ['no recordings to download', { rooms: 500, recordings: undefined }, 1],
  ['recordings that are little', { rooms: 500, recordings: { files: 900, bytes: 1e9 } }, 1],
  ['a shard per 4 GB', { rooms: 500, recordings: { files: 900, bytes: 30.5e9 } }, 8],
  ['as many as a matrix has', { rooms: 500, recordings: { files: 90_000, bytes: 3e12 } }, 256],
  ['no more than rooms', { rooms: 3, recordings: undefined, wanted: 8 }, 3],
  ['no more than rooms or recordings', { rooms: 3, recordings: { files: 6, bytes: 90e9 } }, 6],
  ['as many as wanted', { rooms: 24, recordings: { files: 6, bytes: 90e9 }, wanted: 2 }, 2],
])('%s', (_, facts, count) => {
  expect(shardCount(facts)).toBe(count);
});
