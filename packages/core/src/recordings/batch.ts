import { setMaxListeners } from 'node:events';
import { resolve } from 'node:path';
import type { RecordingRecord } from '../data-types/schemas/index.ts';
import { endpointOf, type Transport } from '../transport/transport.ts';
import { makeDirectory } from './directory.ts';
import { checkSpace } from './disk.ts';
import { downloadFile } from './download-one.ts';
import { bytesMissing, type PlannedJob, planJobs } from './plan.ts';
import { ProgressMeter } from './progress.ts';
import { checkedDirectory, startSession } from './session.ts';
import { sideBySide } from './side-by-side.ts';
import type { DownloadBatch, DownloadOneOptions, DownloadOptions, DownloadResult } from './types.ts';

const defaultConcurrency = 4;

/** Where the recordings come from, in the server's order. */
export type ReadRecordings = (
  signal: AbortSignal,
) => Iterable<RecordingRecord> | AsyncIterable<RecordingRecord>;

export type BatchOptions = DownloadOneOptions & Pick<DownloadOptions, 'concurrency' | 'recordingType'>;

interface Finished {
  /** Place in the server's order. */
  readonly index: number;
  readonly result: DownloadResult;
}

/** Downloads recordings. Every iteration, and every await, is a run of its own. */
export class Batch implements DownloadBatch {
  readonly #run: () => AsyncGenerator<Finished, void>;

  /** @throws {UsageError} for a setting that can't work: now, not when the first result is taken */
  constructor(transport: Transport, recordings: ReadRecordings, options: BatchOptions) {
    checkedDirectory(options);
    startSession(transport, { concurrency: defaultConcurrency, ...options });
    this.#run = () => runBatch(transport, recordings, options);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<DownloadResult, void> {
    for await (const { result } of this.#run()) yield result;
  }

  // biome-ignore lint/suspicious/noThenProperty: a batch is awaitable on purpose
  then<A = DownloadResult[], B = never>(
    onFulfilled?: ((results: DownloadResult[]) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#all().then(onFulfilled, onRejected);
  }

  async #all(): Promise<DownloadResult[]> {
    const results: DownloadResult[] = [];
    for await (const { index, result } of this.#run()) results[index] = result;
    return results;
  }
}

async function* runBatch(
  transport: Transport,
  recordings: ReadRecordings,
  options: BatchOptions,
): AsyncGenerator<Finished, void> {
  const { concurrency = defaultConcurrency } = options;
  const directory = resolve(checkedDirectory(options));
  const stop = new AbortController();
  const signal = AbortSignal.any([stop.signal, ...(options.signal === undefined ? [] : [options.signal])]);
  // Every download listens to it; Node 22 takes more than ten for a leak, where a signal was made of others.
  setMaxListeners(0, signal);
  const session = startSession(transport, { ...options, concurrency, signal });
  const jobs = await planJobs(recordings(signal), options, transport.connection.baseUrl);
  signal.throwIfAborted();
  await makeDirectory(directory);
  await checkSpace(directory, await bytesMissing(jobs, directory));
  const { meter, work } = withProgress(jobs, transport, options);
  meter.start();
  try {
    yield* sideBySide(
      work,
      concurrency,
      async ({ job, progress }) => ({
        index: job.index,
        result: await downloadFile({ ...job, directory }, options, session, progress),
      }),
      () => stop.abort(new DOMException('The download was stopped.', 'AbortError')),
    );
  } finally {
    meter.stop();
  }
}

/** All files are counted before the first begins. */
function withProgress(jobs: readonly PlannedJob[], transport: Transport, { onProgress }: BatchOptions) {
  const { clock, budget } = transport.connection;
  const endpoint = endpointOf(jobs.find((job) => job.mintPath !== undefined)?.mintPath ?? '');
  const paceOf = (urls: number) => budget.eta(urls, endpoint);
  const meter = new ProgressMeter({ clock, onProgress, paceOf });
  const work = jobs.map((job) => ({ job, progress: meter.addFile(job.size, job.mintPath !== undefined) }));
  return { meter, work };
}
