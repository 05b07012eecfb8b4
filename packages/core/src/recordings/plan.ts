import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecordingRecord } from '../data-types/schemas/index.ts';
import { type Address, addressesOf } from './address.ts';
import { recordingFileNames } from './file-names.ts';
import { readinessOf, sizeOf } from './status.ts';
import type { DownloadOptions } from './types.ts';

/** One recording of a batch. */
export interface PlannedJob {
  /** Place in the server's order. */
  readonly index: number;
  readonly recording: RecordingRecord;
  readonly fileName: string;
  /** Bytes that are to be there in the end; undefined where HyperStudy doesn't say, 0 for what isn't fetched. */
  readonly size: number | undefined;
  /** API path that mints its URL; undefined where that costs no request. */
  readonly mintPath: string | undefined;
}

/** Names and order of what is to be downloaded: largest first, so that no large one is left over at the end. */
export async function planJobs(
  recordings: Iterable<RecordingRecord> | AsyncIterable<RecordingRecord>,
  { recordingType, name }: Pick<DownloadOptions, 'recordingType' | 'name'>,
  baseUrl: URL,
): Promise<PlannedJob[]> {
  const wanted: RecordingRecord[] = [];
  for await (const recording of recordings) if (isOfType(recording, recordingType)) wanted.push(recording);
  const names = recordingFileNames(wanted, name);
  const jobs = wanted.map((recording, index): PlannedJob => {
    const isReady = readinessOf(recording).state === 'ready';
    return {
      index,
      recording,
      fileName: names[index] ?? '',
      size: isReady ? sizeOf(recording) : 0,
      mintPath: isReady ? mintPathOf(addressesOf(recording, baseUrl)[0]) : undefined,
    };
  });
  return jobs.sort((a, b) => (b.size ?? 0) - (a.size ?? 0) || a.index - b.index);
}

/** Bytes that the disk has to take, as far as the sizes are known. */
export async function bytesMissing(jobs: readonly PlannedJob[], directory: string): Promise<number> {
  let missing = 0;
  for (const { size = 0, fileName } of jobs) {
    if (size === 0) continue;
    const there = await lengthOf(join(directory, fileName));
    if (there !== size) missing += Math.max(0, size - (await lengthOf(join(directory, `${fileName}.part`))));
  }
  return missing;
}

/** A recording of unknown type isn't dropped: it may be what is looked for. */
function isOfType(recording: RecordingRecord, wanted: DownloadOptions['recordingType']): boolean {
  const type = recording.metadata?.type;
  return wanted === undefined || !type || type.toLowerCase() === wanted;
}

const mintPathOf = (address: Address | undefined): string | undefined =>
  address?.kind === 'mint' ? address.path : undefined;

const lengthOf = (path: string): Promise<number> =>
  lstat(path).then(
    (found) => found.size,
    () => 0,
  );
