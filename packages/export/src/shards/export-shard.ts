import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type DownloadResult,
  emptyReport,
  type FilterValues,
  type HyperStudy,
  isoTime,
  PermissionError,
  planJobs,
  type RecordingRecord,
  type RoomRecord,
  type Scope,
  scopeParts,
  sumOfReports,
  UsageError,
} from '@hyperstudy-workflows/core';
import { toolVersion } from '../manifest/tool-version.ts';
import { filePlanOf } from '../plan/file-plan.ts';
import { groupTables, type TableGroup } from '../plan/groups.ts';
import { planTables } from '../plan/tables.ts';
import { recordingsFolder } from '../run/recordings-run.ts';
import { checkShardSettings } from './check-settings.ts';
import { mergeRows } from './merge-rows.ts';
import { openSealedRows, type Row, sealingKey, sealRows } from './sealed-rows.ts';
import { type ShardDownload, type ShardFacts, type ShardRecords, writeShardFacts } from './shard-file.ts';
import type { ShardOptions } from './shard-options.ts';
import { shardQuery } from './shard-query.ts';
import { isDivided, orderedRooms, ownRecordings, ownRooms } from './split.ts';

/**
 * Reads a part of a study into a folder, for mergeShards to put together. The records are sealed with the API key:
 * they may pass through a place where others can read. Recordings are files as in any export.
 * @throws {UsageError} for anything but an experiment, or an option that can't work; what reading throws.
 */
export async function exportShard(client: HyperStudy, options: ShardOptions): Promise<ShardFacts> {
  const before = client.requests;
  const run = await ShardRun.start(client, options);
  await run.records();
  const downloads = await run.recordings();
  const facts: ShardFacts = { ...run.facts(), downloads, requests: client.requests - before };
  await writeShardFacts(options.out, facts);
  return facts;
}

class ShardRun {
  readonly #client: HyperStudy;
  readonly #options: ShardOptions;
  readonly #listed: readonly RoomRecord[];
  readonly #rooms: readonly string[];
  readonly #own: readonly string[];
  readonly #query: string;
  readonly #key: Buffer;
  readonly #done: ShardRecords[] = [];
  readonly #totals: Record<string, number> = {};
  readonly #refused: ShardFacts['refused'] = [];

  private constructor(client: HyperStudy, options: ShardOptions, listed: readonly RoomRecord[]) {
    this.#client = client;
    this.#options = options;
    this.#listed = listed;
    this.#rooms = orderedRooms(listed, options.until);
    this.#own = ownRooms(this.#rooms, options.shard);
    this.#query = shardQuery(options, client.connection.baseUrl.hostname);
    this.#key = sealingKey(client.connection.apiKey, this.#query);
  }

  static async start(client: HyperStudy, options: ShardOptions): Promise<ShardRun> {
    const { kind, id } = scopeParts(options.scope);
    if (kind !== 'experiment') {
      throw new UsageError('Only an experiment can be divided into shards.', {
        hint: 'Leave the shard out.',
      });
    }
    checkShardSettings(options);
    isoTime(options.until, 'until');
    if (options.pseudonymize && options.recordings === 'download') {
      throw new UsageError(
        'Shards hand on recordings under names of people: they do not go with pseudonyms.',
        {
          hint: 'Export without recordings, or without shards.',
        },
      );
    }
    const { deployment, signal } = options;
    const rooms = await client.rooms({ experiment: id }, { deployment, signal });
    await rm(join(options.out, 'records'), { recursive: true, force: true });
    return new ShardRun(client, options, rooms);
  }

  facts(): Omit<ShardFacts, 'downloads' | 'requests'> {
    const { shard, until } = this.#options;
    return {
      format: 'hyperstudy-shard/1',
      tool: toolVersion,
      shard,
      query: this.#query,
      until,
      rooms: { all: [...this.#rooms], own: [...this.#own] },
      records: this.#done,
      totals: this.#totals,
      refused: this.#refused,
    };
  }

  /** Reads all records of this part. */
  async records(): Promise<void> {
    const options = this.#options;
    const groups = groupTables(
      planTables(options).filter(({ type }) => type !== 'recordings'),
      filePlanOf(options),
    );
    for (const group of groups) {
      try {
        if (isDivided(group)) await this.#ownPart(group);
        else if (options.shard.index === 1) await this.#whole(group);
      } catch (error) {
        // The merge says so in the manifest, as an export does. Anything else fails the shard: it can be run again.
        if (!(error instanceof PermissionError)) throw error;
        this.#refused.push({ type: group.type, message: error.message, hint: error.hint });
      }
    }
    await this.#roomList();
  }

  /** The merge goes from room to room as an export does, whether or not their table is wanted. */
  async #roomList(): Promise<void> {
    if (this.#options.shard.index !== 1 || this.#done.some(({ type }) => type === 'rooms')) return;
    const path = 'records/rooms.bin';
    const sealed = await sealRows(this.#pathOf(path), this.#listed, this.#key);
    this.#done.push({
      type: 'rooms',
      room: null,
      path,
      report: { ...emptyReport(), complete: true },
      ...sealed,
    });
  }

  async #whole(group: TableGroup): Promise<void> {
    await this.#copy(group, this.#options.scope, null, `${group.type}.bin`);
  }

  async #ownPart(group: TableGroup): Promise<void> {
    const time = group.definition.time;
    const rooms: ShardRecords[] = [];
    for (const [i, room] of this.#own.entries())
      rooms.push(await this.#copy(group, { room }, room, `${group.type}/${i}.bin`));
    if (this.#options.shard.index === 1 && !group.byRoom) await this.#count(group);
    if (group.byRoom || time === null) return;
    await this.#mergeRooms(group, rooms, time);
  }

  /** One file instead of one per room. */
  async #mergeRooms(group: TableGroup, rooms: readonly ShardRecords[], time: string): Promise<void> {
    const path = `records/${group.type}.bin`;
    const readings = rooms.map((room) => openSealedRows(this.#pathOf(room.path), this.#key));
    const sealed = await sealRows(this.#pathOf(path), mergeRows(readings, time), this.#key);
    await rm(this.#pathOf(join('records', group.type)), { recursive: true, force: true });
    const report = sumOfReports(rooms.map((room) => room.report));
    this.#done.splice(this.#done.length - rooms.length, rooms.length);
    this.#done.push({ type: group.type, room: null, path, report, ...sealed });
  }

  /** What the server counts over the whole study: records without a room show as the difference. */
  async #count({ type, definition }: TableGroup): Promise<void> {
    this.#totals[type] = await this.#client
      .records(type, this.#options.scope, this.#filters(definition.filters))
      .count();
  }

  async #copy(group: TableGroup, scope: Scope, room: string | null, name: string): Promise<ShardRecords> {
    const { signal, pageSize, onProgress } = this.#options;
    const { type, definition } = group;
    const query = this.#client.records(type, scope, {
      ...this.#filters(definition.filters),
      pageSize: definition.paged ? pageSize : undefined,
      signal,
    });
    const path = `records/${name}`;
    const sealed = await sealRows(this.#pathOf(path), query as AsyncIterable<Row>, this.#key);
    onProgress?.({ what: type, done: sealed.rows, total: undefined, finished: true });
    const done: ShardRecords = { type, room, path, report: query.report, ...sealed };
    this.#done.push(done);
    return done;
  }

  #filters(known: readonly string[]): FilterValues {
    const { start, end, until, deployment } = this.#options;
    const last = end !== undefined && end < until ? end : until;
    const wanted = Object.entries({ start, end: last, deployment });
    return Object.fromEntries(wanted.filter(([name]) => known.includes(name)));
  }

  #pathOf(path: string): string {
    return join(this.#options.out, path);
  }

  /** Reads the list of all recordings, and downloads the files of this part. */
  async recordings(): Promise<ShardDownload[]> {
    const { scope, deployment, signal, recordings: mode, out } = this.#options;
    if (mode === 'none' || !planTables(this.#options).some(({ type }) => type === 'recordings')) return [];
    const query = this.#client.recordings(scope, { deployment, signal });
    const all: RecordingRecord[] = [];
    for await (const recording of query) all.push(recording);
    const path = 'records/recordings.bin';
    const sealed = await sealRows(join(out, path), all as Row[], this.#key);
    this.#done.push({ type: 'recordings', room: null, path, report: query.report, ...sealed });
    return mode === 'download' ? this.#download(all) : [];
  }

  async #download(all: readonly RecordingRecord[]): Promise<ShardDownload[]> {
    const { scope, shard, out, recordingType, concurrency, signal } = this.#options;
    // Names depend on all recordings: two may want the same one.
    const jobs = await planJobs(all, { recordingType }, this.#client.connection.baseUrl);
    const wanted = jobs.sort((a, b) => a.index - b.index);
    const places = ownRecordings(
      wanted.map(({ recording }) => recording),
      shard,
    );
    const own = new Map(wanted.filter(({ index }) => places.has(index)).map((job) => [job.recording, job]));
    const results: readonly DownloadResult[] = await this.#client.recordings.download(scope, {
      directory: join(out, recordingsFolder),
      recordings: [...own.keys()],
      concurrency,
      signal,
      name: (recording) => own.get(recording)?.fileName ?? '',
    });
    return results.map(({ recording, error: _, ...result }) => ({
      index: own.get(recording)?.index ?? 0,
      ...result,
    }));
  }
}
