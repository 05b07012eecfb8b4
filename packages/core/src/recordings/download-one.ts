import { join } from 'node:path';
import type { RecordingRecord } from '../data-types/schemas/index.ts';
import { existingFile } from './existing-file.ts';
import { errorOfFailure, isOfOneRecording, reasonOf } from './failure-error.ts';
import { idOf } from './file-name.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { PartFile, removeParts } from './part-file.ts';
import type { FileProgress } from './progress.ts';
import type { Session } from './session.ts';
import { RecordingSource } from './source.ts';
import { readinessOf, sizeOf } from './status.ts';
import { checksumText } from './stored-object.ts';
import { probe, type TransferOptions, transfer } from './transfer.ts';
import type { DownloadOneOptions, DownloadResult } from './types.ts';

/** One recording and where it goes. */
export interface Job {
  readonly recording: RecordingRecord;
  /** Folder; it exists. */
  readonly directory: string;
  /** A safe name in it. */
  readonly fileName: string;
}

type FileOptions = Pick<DownloadOneOptions, 'skipExisting' | 'verify' | 'known'>;

/**
 * Sees to it that the recording is there, whole and under its name.
 * @throws {AuthenticationError | PermissionError | RateLimitError | UsageError} which would meet every other
 * recording too; the signal's reason when aborted. Other failures are results.
 */
export function downloadFile(
  job: Job,
  options: FileOptions,
  session: Session,
  progress: FileProgress,
): Promise<DownloadResult> {
  const path = join(job.directory, job.fileName);
  return oneAtATime(path, () => new FileDownload(job, path, options, session, progress).run());
}

class FileDownload {
  readonly #job: Job;
  readonly #path: string;
  readonly #options: FileOptions;
  readonly #session: Session;
  readonly #progress: FileProgress;
  readonly #expectedSize: number | undefined;
  #transferred = 0;

  constructor(job: Job, path: string, options: FileOptions, session: Session, progress: FileProgress) {
    this.#job = job;
    this.#path = path;
    this.#options = options;
    this.#session = session;
    this.#progress = progress;
    this.#expectedSize = sizeOf(job.recording);
  }

  async run(): Promise<DownloadResult> {
    const result = await this.#run();
    this.#progress.end(result.size);
    return result;
  }

  async #run(): Promise<DownloadResult> {
    const readiness = readinessOf(this.#job.recording);
    if (readiness.state === 'pending') {
      return this.#result('pending', { fileName: null, reason: readiness.reason });
    }
    try {
      return (await this.#existing()) ?? (await this.#fetch());
    } catch (thrown) {
      this.#session.signal?.throwIfAborted();
      const error = errorOfFailure(thrown);
      if (!isOfOneRecording(error)) throw error;
      const { redact } = this.#session.transport.connection;
      return this.#result('failed', { fileName: null, reason: redact(reasonOf(error)), error });
    }
  }

  async #existing(): Promise<DownloadResult | undefined> {
    const { skipExisting = true, verify = false, known } = this.#options;
    if (!skipExisting) return undefined;
    const found = await existingFile(this.#path, {
      expectedSize: this.#expectedSize,
      known: known?.(this.#job.fileName),
      ask: verify ? () => probe(this.#source(), this.#transferOptions()) : undefined,
      signal: this.#session.signal,
    });
    if (found === undefined) return undefined;
    await removeParts(this.#path);
    return this.#result('skipped', found);
  }

  async #fetch(): Promise<DownloadResult> {
    const source = this.#source();
    const part = await PartFile.open(
      {
        finalPath: this.#path,
        recordingId: idOf(this.#job.recording),
        expectedSize: this.#expectedSize,
        // Another's dispatcher may keep what it gave us.
        ownsBytes: this.#session.transport.connection.ownsDispatcher,
      },
      this.#session.signal,
    );
    try {
      const onBytes = (count: number) => {
        this.#transferred += count;
        this.#progress.at(part.position, part.object?.size);
        this.#progress.transferred(count);
      };
      await transfer(source, part, this.#transferOptions(onBytes));
      const { sha256 } = await part.finish();
      const sourceChecksum = checksumText(part.object?.checksum);
      return this.#result('downloaded', { size: part.position, sha256, sourceChecksum });
    } finally {
      await part.close();
    }
  }

  #source(): RecordingSource {
    return new RecordingSource(this.#session.transport, this.#job.recording);
  }

  #transferOptions(onBytes?: (count: number) => void): TransferOptions {
    return {
      ...this.#session,
      connection: this.#session.transport.connection,
      expectedSize: this.#expectedSize,
      onBytes,
    };
  }

  #result(status: DownloadResult['status'], facts: Partial<DownloadResult>): DownloadResult {
    const { recording, fileName } = this.#job;
    return { recording, status, fileName, ...facts, transferred: this.#transferred };
  }
}
