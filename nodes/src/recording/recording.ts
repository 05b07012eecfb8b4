import { join } from 'node:path';
import {
  type DownloadResult,
  type HyperStudy,
  RecordingError,
  type RecordingRecord,
} from '@hyperstudy-workflows/core';
import type { Run } from '../common/activity.ts';
import type { Message, Send } from '../common/host.ts';
import { done, partial, type Status, shortBytes, working } from '../common/status.ts';
import type { Surroundings } from '../common/surroundings.ts';
import { Tasks } from '../common/tasks.ts';
import { chosen } from '../connection/connection.ts';
import { recordingsIn } from './input.ts';
import { Lookup } from './lookup.ts';
import {
  concurrencyOf,
  type RecordingConfig,
  type RecordingSettings,
  recordingSettings,
} from './settings.ts';

/** Downloads the recordings that messages bring: one message per file, and another output for those to come. */
export class RecordingDownloader {
  readonly #surroundings: Surroundings<RecordingConfig>;
  readonly #tasks: Tasks;

  constructor(surroundings: Surroundings<RecordingConfig>) {
    const { config, connection, host } = surroundings;
    this.#surroundings = surroundings;
    this.#tasks = new Tasks(host, connection, concurrencyOf(config.concurrency));
  }

  input(message: Message, send: Send): Promise<void> {
    return this.#tasks.input(message, (run, signal) => this.#all(message, send, run, signal));
  }

  close(): Promise<void> {
    return this.#tasks.close();
  }

  /** One after the other, so that a message costs one connection; the next message runs beside it. */
  async #all(message: Message, send: Send, run: Run, signal: AbortSignal): Promise<Status> {
    const client = chosen(this.#surroundings.connection).client();
    const settings = await recordingSettings(
      this.#surroundings.config,
      this.#surroundings.host,
      message,
      this.#surroundings.workingDirectory,
    );
    const recordings = recordingsIn(message.payload);
    const lookup = new Lookup(client, settings.room);
    const failures: DownloadResult[] = [];
    let pending = 0;
    for (const recording of recordings) {
      const result = await this.#one(client, await lookup.complete(recording, signal), settings, run, signal);
      if (result.status === 'failed') failures.push(result);
      if (result.status === 'pending') pending += 1;
      const made = this.#messageOf(
        result,
        recordings.length === 1 ? message : this.#copyOf(message),
        settings,
      );
      if (result.status === 'pending') send([null, made]);
      else if (result.status !== 'failed') send([made, null]);
    }
    const [first] = failures;
    if (first !== undefined) throw failureOf(first, failures.length, recordings.length);
    return pending === 0
      ? done('files', { count: recordings.length })
      : partial('pending', { count: pending });
  }

  #one(
    client: HyperStudy,
    recording: RecordingRecord,
    { directory, name, skipExisting, verify }: RecordingSettings,
    run: Run,
    signal: AbortSignal,
  ): Promise<DownloadResult> {
    return client.recordings.downloadOne(recording, {
      directory,
      name,
      skipExisting,
      verify,
      signal,
      onProgress: ({ bytes, bytesDone }) => {
        const total = bytes === undefined ? '?' : shortBytes(bytes);
        run.progress(() => working('progress', { count: shortBytes(bytesDone), total }));
      },
    });
  }

  #copyOf({ payload: _, ...rest }: Message): Message {
    return this.#surroundings.host.clone(rest);
  }

  /** A recording that failed leaves the message as it came, so that a Catch node can send it again. */
  #messageOf(result: DownloadResult, message: Message, { directory }: RecordingSettings): Message {
    const { recording, status, fileName, size, sha256, reason } = result;
    if (status === 'failed') return message;
    const path = fileName === null ? null : join(directory, fileName);
    return Object.assign(message, {
      payload: { path, fileName, size, sha256, status, reason, recording: withoutSignatures(recording) },
      filename: path ?? undefined,
      hyperstudy: { node: this.#surroundings.host.id, dataType: 'recordings', status },
    });
  }
}

/** Older servers list signed URLs: secrets that nobody needs once the file is there. */
function withoutSignatures({ downloadUrl: _, url: __, ...recording }: RecordingRecord): RecordingRecord {
  return recording;
}

function failureOf(first: DownloadResult, failures: number, all: number): Error {
  if (all === 1 && first.error !== undefined) return first.error;
  const reason = first.reason ?? 'no reason given';
  const id = first.recording.recordingId;
  return new RecordingError(
    all === 1
      ? `Recording ${id} could not be downloaded: ${reason}`
      : `${failures} of ${all} recordings could not be downloaded; the first, ${id}: ${reason}`,
    { hint: 'Send them again: what came is kept and not fetched twice.', cause: first.error },
  );
}
