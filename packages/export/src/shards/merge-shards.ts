import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type HyperStudy, IntegrityError, UsageError } from '@hyperstudy-workflows/core';
import { toolVersion } from '../manifest/tool-version.ts';
import { type ExportResult, exportStudy } from '../run/export-study.ts';
import type { Client, ExportOptions } from '../run/options.ts';
import { Replay, type ShardFolder } from './replay.ts';
import { sealingKey } from './sealed-rows.ts';
import { readShardFacts } from './shard-file.ts';
import { shardQuery } from './shard-query.ts';

export interface MergeOptions extends ExportOptions {
  /** Folders that the shards wrote, in any order. */
  readonly shards: readonly string[];
}

/**
 * Puts the parts that exportShard wrote together into one export: the same bytes that an export without shards writes.
 * Asks the server for nothing, but for lists of people where they are to have pseudonyms. Recordings that lie in the shards move into the export; others are only listed.
 * @param client Gives the address and the key that the shards used.
 * @throws {UsageError} where a shard is missing, there twice, or of another export; {IntegrityError} for a damaged one.
 */
export async function mergeShards(client: HyperStudy, options: MergeOptions): Promise<ExportResult> {
  const { shards, ...wanted } = options;
  const found = await Promise.all(
    shards.map(async (folder) => ({ folder, facts: await readShardFacts(folder) })),
  );
  const whole = checkWhole(found);
  const query = shardQuery({ ...wanted, until: whole.until }, client.connection.baseUrl.hostname);
  if (whole.query !== query) {
    throw new UsageError('The shards are of an export with other options.', {
      hint: 'Give the merge the scope, filters, types, recordings, partition and base URL that the shards had.',
    });
  }
  for (const shard of found) await checkFiles(shard);
  const replay = new Replay(found, sealingKey(client.connection.apiKey, query));
  // What an earlier run left can't be gone on with: the shards hold everything.
  return exportStudy(replaying(client, replay, wanted), { ...wanted, until: whole.until, full: true });
}

/** @throws {UsageError} unless each part is there once, and all saw the same study. */
function checkWhole(shards: readonly ShardFolder[]) {
  const [first] = shards;
  if (first === undefined)
    throw new UsageError('There are no shards to merge.', { hint: 'Give their folders.' });
  const { of } = first.facts.shard;
  const seen = shards.map(({ facts }) => facts.shard.index).sort((a, b) => a - b);
  const missing = Array.from({ length: of }, (_, i) => i + 1).filter((index) => !seen.includes(index));
  if (missing.length > 0 || seen.length !== of) {
    const what =
      missing.length > 0 ? `shard ${missing.join(', ')} of ${of} is missing` : 'a shard is there twice';
    throw new UsageError(`The export is not whole: ${what}.`, {
      hint: 'Run the missing jobs again, then the merge.',
    });
  }
  const kinds = new Set(
    shards.map(({ facts: { query, until, tool, rooms, shard } }) =>
      JSON.stringify([query, until, tool, shard.of, rooms.all]),
    ),
  );
  const own = new Set(shards.flatMap(({ facts }) => facts.rooms.own));
  if (kinds.size > 1 || first.facts.rooms.all.some((room) => !own.has(room))) {
    throw new UsageError(
      'The shards do not belong together: they differ in options, version, or the rooms they saw.',
      {
        hint: 'Run all shards again, with one plan.',
      },
    );
  }
  if (first.facts.tool !== toolVersion) {
    throw new UsageError(`The shards were made by ${first.facts.tool}, this is ${toolVersion}.`, {
      hint: 'Use one version for all jobs.',
    });
  }
  return first.facts;
}

async function checkFiles({ folder, facts }: ShardFolder): Promise<void> {
  for (const { path, sha256, type } of facts.records) {
    const hash = createHash('sha256');
    await pipeline(createReadStream(join(folder, path)), hash).catch(() => undefined);
    if (hash.digest('hex') === sha256) continue;
    throw new IntegrityError(`Shard ${facts.shard.index}: its ${type} are missing or damaged.`, {
      hint: 'Run that shard again, then the merge.',
    });
  }
}

/** A client that gives what the shards have read. */
function replaying(
  client: HyperStudy,
  replay: Replay,
  { recordingType }: Omit<ExportOptions, 'scope'>,
): Client {
  const { connection } = client;
  return {
    connection,
    get requests() {
      return client.requests;
    },
    serverNow: () => client.serverNow(),
    access: async () => ({ canView: true, canExport: true }),
    // Pseudonyms and consent need lists of people that may not be exported themselves.
    records: (type, scope, query) =>
      replay.has(type) ? replay.records(type, scope, query) : client.records(type, scope, query),
    recordings: {
      download: (_, { directory, recordings = [] }) =>
        replay.downloads(recordings, recordingType, directory, connection.baseUrl),
    },
  };
}
