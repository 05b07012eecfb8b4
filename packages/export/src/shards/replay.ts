import { link, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type DataTypeName,
  type DownloadResult,
  dataType,
  emptyReport,
  PermissionError,
  planJobs,
  type ReadReport,
  type RecordingRecord,
  type Scope,
  scopeParts,
  sumOfReports,
} from '@hyperstudy-workflows/core';
import { recordingsFolder } from '../run/recordings-run.ts';
import { mergeRows } from './merge-rows.ts';
import { openSealedRows, type Row } from './sealed-rows.ts';
import type { ShardDownload, ShardFacts } from './shard-file.ts';

/** A shard and where it is. */
export interface ShardFolder {
  readonly folder: string;
  readonly facts: ShardFacts;
}

/** Records of the shards, as if the server gave them. */
export class Replay {
  readonly #shards: readonly ShardFolder[];
  readonly #key: Buffer;

  constructor(shards: readonly ShardFolder[], key: Buffer) {
    this.#shards = shards;
    this.#key = key;
  }

  get roomIds(): readonly string[] {
    return this.#shards[0]?.facts.rooms.all ?? [];
  }

  /** Whether the shards have asked for records of a type. */
  has(type: DataTypeName): boolean {
    return this.#shards.some(({ facts: { records, refused } }) =>
      [...records, ...refused].some((one) => one.type === type),
    );
  }

  /** @throws {PermissionError} when the key could not read them. */
  records(type: DataTypeName, scope: Scope, { offset = 0 }: { offset?: number } = {}): ReplayQuery {
    const refused = this.#shards.flatMap(({ facts }) => facts.refused).find((one) => one.type === type);
    if (refused !== undefined) throw new PermissionError(refused.message, { hint: refused.hint });
    const { kind, id } = scopeParts(scope);
    const files = this.#shards.flatMap(({ folder, facts }) =>
      facts.records
        .filter((records) => records.type === type && (kind !== 'room' || records.room === id))
        // Every shard holds the list of recordings; they are equal.
        .filter(() => type !== 'recordings' || facts.shard.index === 1)
        .map((records) => ({ records, path: join(folder, records.path) })),
    );
    const report = sumOfReports(files.map(({ records }) => records.report));
    if (kind === 'experiment') this.#reckon(type, report);
    const open = () => files.map(({ path }) => openSealedRows(path, this.#key));
    return new ReplayQuery(open, dataType(type).time, report, offset);
  }

  /** Records that belong to no room are in none of the shards: the server's count over the study tells. */
  #reckon(type: DataTypeName, report: ReadReport): void {
    const whole = this.#shards.map(({ facts }) => facts.totals[type]).find((total) => total !== undefined);
    const found = report.totalAfter;
    if (whole === undefined || found === undefined || whole === found) return;
    report.complete = false;
    report.problems.push(
      `The server counts ${whole} records in the study and ${found} in its rooms: export it without shards.`,
    );
  }

  /** What became of the files, in the order of the list. Files that are there come into the folder. */
  async downloads(
    recordings: Iterable<RecordingRecord> | AsyncIterable<RecordingRecord>,
    recordingType: 'audio' | 'video' | undefined,
    directory: string,
    baseUrl: URL,
  ): Promise<DownloadResult[]> {
    const jobs = await planJobs(recordings, { recordingType }, baseUrl);
    const byPlace = new Map<number, { folder: string; download: ShardDownload }>();
    for (const { folder, facts } of this.#shards)
      for (const download of facts.downloads) byPlace.set(download.index, { folder, download });
    const results: DownloadResult[] = [];
    for (const { index, recording } of jobs.sort((a, b) => a.index - b.index)) {
      const found = byPlace.get(index);
      if (found === undefined) {
        results.push({
          recording,
          status: 'pending',
          fileName: null,
          reason: 'No shard fetched it.',
          transferred: 0,
        });
        continue;
      }
      const { index: _, ...result } = found.download;
      if (result.fileName !== null)
        await moveIfThere(join(found.folder, recordingsFolder, result.fileName), directory, result.fileName);
      results.push({ recording, ...result });
    }
    return results;
  }
}

/** Recordings may have been handed on apart from the shard: then only the manifest names them. */
async function moveIfThere(from: string, directory: string, name: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  const to = join(directory, name);
  try {
    await rm(to, { force: true });
    await link(from, to).catch(() => rename(from, to));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}

const pageSize = 1000;

/** Stands for a query of the client. */
export class ReplayQuery implements AsyncIterable<Row> {
  readonly report: ReadReport;
  readonly #open: () => AsyncGenerator<Row, void>[];
  readonly #time: string | null;
  readonly #offset: number;

  constructor(
    open: () => AsyncGenerator<Row, void>[],
    time: string | null,
    report: ReadReport,
    offset: number,
  ) {
    this.#open = open;
    this.#time = time;
    this.report = { ...emptyReport(), ...report };
    this.#offset = offset;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Row, void> {
    const readings = this.#open();
    const rows = this.#time === null ? inTurn(readings) : mergeRows(readings, this.#time);
    let place = 0;
    for await (const row of rows) {
      if (place >= this.#offset) yield row;
      place += 1;
    }
  }

  async *pages(): AsyncGenerator<{ records: Row[]; total: number | undefined }, void> {
    const total = this.report.totalAfter;
    let records: Row[] = [];
    for await (const row of this) {
      records.push(row);
      if (records.length < pageSize) continue;
      yield { records, total };
      records = [];
    }
    if (records.length > 0) yield { records, total };
  }

  async first(): Promise<Row | undefined> {
    for await (const row of this) return row;
    return undefined;
  }
}

async function* inTurn(readings: readonly AsyncGenerator<Row, void>[]): AsyncGenerator<Row, void> {
  for (const reading of readings) yield* reading;
}
