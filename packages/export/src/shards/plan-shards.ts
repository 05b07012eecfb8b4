import { type HyperStudy, scopeParts, UsageError } from '@hyperstudy-workflows/core';
import { estimateExport, type MediaEstimate } from '../plan/estimate.ts';
import { filePlanOf } from '../plan/file-plan.ts';
import { groupTables } from '../plan/groups.ts';
import { planTables } from '../plan/tables.ts';
import type { ExportOptions } from '../run/options.ts';
import { settle } from '../run/rounds.ts';
import { checkShardSettings } from './check-settings.ts';
import { mostShards } from './shard-file.ts';
import { isDivided, orderedRooms } from './split.ts';

/** What is to be divided, and into how many parts. */
export interface ShardPlanOptions extends Omit<ExportOptions, 'out'> {
  /** How many parts, 1 to 256. Default: as many as there are 4 GB of recordings to download. */
  readonly shards?: number | undefined;
}

/** How to divide an export. */
export interface ShardPlan {
  /** How many parts; 0 where the study has no rooms, so that there is nothing to export. */
  readonly shards: number;
  /** Where the window of all parts ends (ISO 8601). */
  readonly until: string;
  readonly rooms: number;
  /** Files that would be downloaded; undefined where none would. */
  readonly recordings: MediaEstimate | undefined;
  /** Requests of all parts together, about. */
  readonly requests: number;
  /** The least time that the rate limits of one key leave for them, ms. */
  readonly duration: number;
}

/**
 * Bytes of recordings for one part. What a job downloads it uploads again, in an hour or so on a slow line, and a
 * hosted runner has some 14 GB of disk.
 */
const bytesPerShard = 4e9;

const hour = 3_600_000;

/**
 * Looks at a study and says into how many parts its export is best divided. More parts than rooms or recordings would
 * have nothing to do. Parts help with recordings: the rate limit is that of the key, however many read.
 * @throws {UsageError} for anything but an experiment.
 */
export async function planShards(client: HyperStudy, options: ShardPlanOptions): Promise<ShardPlan> {
  const { scope, deployment, signal } = options;
  const { kind, id } = scopeParts(scope);
  if (kind !== 'experiment') {
    throw new UsageError('Only an experiment can be divided into shards.', { hint: 'Export it as a whole.' });
  }
  checkShardSettings(options);
  const listed = await client.rooms({ experiment: id }, { deployment, signal });
  const until = new Date(client.serverNow() - settle).toISOString();
  const rooms = orderedRooms(listed, until).length;
  const { requests: whole, recordings } = await estimateExport(client, { ...options, out: '' });
  const shards = shardCount({ rooms, recordings, wanted: options.shards });
  const divided = groupTables(planTables(options), filePlanOf(options)).filter(
    (group) => isDivided(group) && !group.byRoom,
  ).length;
  // Divided tables are read room by room; each part asks for the list of rooms, and for that of recordings.
  const requests = shards === 0 ? 0 : whole + rooms * divided + shards * 2;
  const { perHour } = client.connection.budget.limits;
  const duration = Math.floor(Math.max(0, requests - 1) / perHour) * hour;
  return { shards, until, rooms, recordings, requests, duration };
}

/** How many parts are worth it. */
export function shardCount({ rooms, recordings, wanted }: ShardCountOptions): number {
  if (rooms === 0) return 0;
  const { files = 0, bytes = 0 } = recordings ?? {};
  const count = wanted ?? Math.ceil(bytes / bytesPerShard);
  return Math.min(Math.max(1, count), Math.max(rooms, files), mostShards);
}

interface ShardCountOptions {
  readonly rooms: number;
  readonly recordings: Pick<MediaEstimate, 'files' | 'bytes'> | undefined;
  readonly wanted?: number | undefined;
}
