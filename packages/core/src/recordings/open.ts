import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { RecordingRecord } from '../data-types/schemas/index.ts';
import { IntegrityError } from '../errors/integrity-error.ts';
import { UsageError } from '../errors/usage-error.ts';
import type { Transport } from '../transport/transport.ts';
import { Hasher } from './checksum.ts';
import { errorOfFailure } from './failure-error.ts';
import { startSession } from './session.ts';
import { RecordingSource } from './source.ts';
import { sizeOf } from './status.ts';
import { checksumText, type StoredObject } from './stored-object.ts';
import { type Sink, transfer } from './transfer.ts';
import type { OpenOptions, RecordingStream } from './types.ts';

/** Bytes that are held for a slow reader. */
const highWaterMark = 256 * 1024;

/**
 * The bytes of a recording as a stream. Resolves when the first are on their way.
 * @throws {RecordingError | IntegrityError | ...} what downloadOne would give as the reason of a failure
 */
export async function openRecording(
  transport: Transport,
  recording: RecordingRecord,
  options: OpenOptions,
): Promise<RecordingStream> {
  const { start = 0 } = options;
  if (!Number.isInteger(start) || start < 0) throw new UsageError('start must be a whole number from 0.');
  const stop = new AbortController();
  const signal = AbortSignal.any([stop.signal, ...(options.signal === undefined ? [] : [options.signal])]);
  const session = startSession(transport, { ...options, signal });
  const source = new RecordingSource(transport, recording);
  const stream = new PassThrough({ highWaterMark });
  // A reader who leaves early needs no more bytes.
  stream.once('close', () => stop.abort(new DOMException('The stream was closed.', 'AbortError')));
  const transferOptions = { ...session, connection: transport.connection, expectedSize: sizeOf(recording) };
  const started = await new Promise<StoredObject>((resolve, reject) => {
    const sink = new StreamSink(stream, start, signal, resolve);
    const fail = (thrown: unknown) => {
      const error = errorOfFailure(thrown);
      reject(error);
      if (sink.object !== undefined)
        stream.destroy(error instanceof Error ? error : new Error(String(error)));
    };
    transfer(source, sink, transferOptions).then(() => stream.end(), fail);
  });
  const { size, contentType } = started;
  return { stream, size: size === undefined ? undefined : size - start, contentType };
}

/** Bytes that were passed on can't be taken back: what a file would start over for is an error here. */
class StreamSink implements Sink {
  readonly #stream: PassThrough;
  readonly #start: number;
  readonly #signal: AbortSignal;
  readonly #onStart: (object: StoredObject) => void;
  #hasher = new Hasher();
  position: number;
  object: StoredObject | undefined;

  constructor(
    stream: PassThrough,
    start: number,
    signal: AbortSignal,
    onStart: (object: StoredObject) => void,
  ) {
    this.#stream = stream;
    this.#start = start;
    this.#signal = signal;
    this.#onStart = onStart;
    this.position = start;
  }

  async begin(object: StoredObject, position: number): Promise<void> {
    if (position !== this.position && this.object !== undefined) {
      throw new IntegrityError('The recording was replaced in the storage while it was read.', {
        hint: 'Read it again from the start.',
      });
    }
    if (this.object === undefined) this.#hasher = new Hasher(object.checksum?.algorithm);
    this.object ??= object;
    this.#onStart(object);
  }

  async write(bytes: Buffer): Promise<void> {
    if (this.#start === 0) this.#hasher.update(bytes);
    this.position += bytes.length;
    if (!this.#stream.write(bytes)) await once(this.#stream, 'drain', { signal: this.#signal });
  }

  async complete(): Promise<void> {
    const expected = this.object?.checksum;
    if (this.#start > 0 || expected === undefined) return;
    const found = checksumText(this.#hasher.digest().checksum);
    if (found === checksumText(expected)) return;
    throw new IntegrityError(`The bytes add up to ${found}, the storage says ${checksumText(expected)}.`);
  }
}
