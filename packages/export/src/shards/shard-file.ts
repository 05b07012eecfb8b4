import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ReadReport, safeFileName, UsageError } from '@hyperstudy-workflows/core';
import { z } from 'zod';
import { writeAtomically } from '../files/atomic-file.ts';

/** Which part of an export: the second of eight, say. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly of: number;
}

/** A report goes through the file as it is: this tool wrote it. */
const report = z.custom<ReadReport>(
  (value) => typeof value === 'object' && value !== null && 'delivered' in value && 'problems' in value,
);

const records = z.object({
  /** Data type that was asked for. */
  type: z.string(),
  /** Room, where the records are kept by room. */
  room: z.string().nullable(),
  /** Below the shard's folder. */
  path: z.string().regex(/^records\/\w+(\/\d+)?\.bin$/),
  rows: z.number(),
  sha256: z.string(),
  report,
});

const download = z.object({
  /** Place in the server's list. */
  index: z.number(),
  status: z.enum(['downloaded', 'skipped', 'pending', 'failed']),
  fileName: z
    .string()
    .refine((name) => safeFileName(name) === name)
    .nullable(),
  size: z.number().optional(),
  sha256: z.string().optional(),
  sourceChecksum: z.string().optional(),
  reason: z.string().optional(),
  transferred: z.number(),
});

export const shardSchema = z.object({
  format: z.literal('hyperstudy-shard/1'),
  tool: z.string(),
  shard: z.object({ index: z.number(), of: z.number() }),
  /** What is exported, and how: the same for all shards and the merge. */
  query: z.string(),
  until: z.string(),
  /** All rooms of the study at that time, in order; and those of this shard. */
  rooms: z.object({ all: z.array(z.string()), own: z.array(z.string()) }),
  records: z.array(records),
  /** The server's counts over the whole study, by data type, from the first shard. */
  totals: z.record(z.string(), z.number()),
  /** Data types that the key may not read. */
  refused: z.array(z.object({ type: z.string(), message: z.string(), hint: z.string().optional() })),
  downloads: z.array(download),
  requests: z.number(),
});

/** What the file of a shard says of it. */
export type ShardFacts = z.infer<typeof shardSchema>;
export type ShardRecords = z.infer<typeof records>;
export type ShardDownload = z.infer<typeof download>;

/** Name of that file, in the folder of the shard. */
export const shardFileName = 'shard.json';

export async function writeShardFacts(folder: string, facts: ShardFacts): Promise<void> {
  await writeAtomically(join(folder, shardFileName), `${JSON.stringify(facts)}\n`);
}

/** @throws {UsageError} when the folder holds none. */
export async function readShardFacts(folder: string): Promise<ShardFacts> {
  const path = join(folder, shardFileName);
  try {
    return shardSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    throw new UsageError(`${path} is missing, damaged, or from another version.`, {
      hint: 'Give the folders that the shards wrote, and make all of them with one version.',
    });
  }
}

/** A matrix of GitHub Actions has no more jobs. */
export const mostShards = 256;

/**
 * Reads 2/8.
 * @throws {UsageError} for anything else.
 */
export function parseShard(text: string, name: string): Shard {
  const [, index = '', of = ''] = /^(\d{1,3})\/(\d{1,3})$/.exec(text) ?? [];
  const shard = { index: Number(index), of: Number(of) };
  if (of !== '' && shard.index >= 1 && shard.index <= shard.of && shard.of <= mostShards) return shard;
  throw new UsageError(`${name} ${JSON.stringify(text)}: not a part such as 2/8.`, {
    hint: 'The number of the part from 1, a slash, and how many parts there are (256 at most).',
  });
}
