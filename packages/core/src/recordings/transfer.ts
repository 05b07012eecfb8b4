import type { Circuit } from '../transport/circuit.ts';
import type { Patience } from './patience.ts';
import { type PersistOptions, persist } from './persist.ts';
import type { RecordingSource } from './source.ts';
import { StorageFailure } from './storage-failure.ts';
import { requestStorage, type StorageAnswer } from './storage-request.ts';
import { compareObjects, isRecognisable, type StoredObject } from './stored-object.ts';

/** Where bytes go to, in order. */
export interface Sink {
  /** Position of the next byte. */
  readonly position: number;
  /** What the bytes so far belong to; undefined where any object is welcome. */
  readonly object: StoredObject | undefined;
  /** What comes now belongs to this object, from this position on: the present one, or 0 to start over. */
  begin(object: StoredObject, position: number): Promise<void>;
  write(bytes: Buffer): Promise<void>;
  /**
   * All bytes are there: is it the recording?
   * @throws {StorageFailure} damaged, when it is not; then the sink is at 0 again
   */
  complete(): Promise<void>;
}

export interface TransferOptions extends PersistOptions {
  readonly circuit: Circuit;
  /** Bytes that HyperStudy lists; undefined where it gives none. */
  readonly expectedSize: number | undefined;
  readonly allowHttp: boolean;
  /** ms */
  readonly stallTimeout: number;
  /** Called with each piece that came, those that are of no use included. */
  readonly onBytes?: (count: number) => void;
}

/**
 * Brings all bytes of a recording to the sink, over as many connections and URLs as it takes.
 * @throws {StorageFailure} the last one, when it gives up; errors of the sink and of minting as they are
 */
export function transfer(source: RecordingSource, sink: Sink, options: TransferOptions): Promise<void> {
  return persist(source, options, sink.position, async (url, patience) => {
    await startOverIfUnknown(sink);
    const answer = await ask(url, sink, options);
    try {
      await take(answer, sink, options, patience);
    } finally {
      answer.close();
    }
    await sink.complete();
  });
}

/** What the storage says about a recording, without its bytes. @throws like transfer */
export function probe(source: RecordingSource, options: TransferOptions): Promise<StoredObject> {
  return persist(source, options, 0, async (url) => {
    const answer = await ask(url, { position: 0, object: undefined }, options);
    answer.close();
    return answer.object;
  });
}

/** Bytes of an object that can't be recognised can't be added to. */
async function startOverIfUnknown(sink: Sink): Promise<void> {
  if (sink.position > 0 && sink.object !== undefined && !isRecognisable(sink.object)) {
    await sink.begin({}, 0);
  }
}

async function ask(
  url: URL,
  sink: Pick<Sink, 'position' | 'object'>,
  options: TransferOptions,
): Promise<StorageAnswer> {
  const { circuit } = options;
  circuit.check(url.host);
  let answered = false;
  try {
    return await requestStorage(url, {
      ...options,
      from: sink.position,
      object: sink.object,
      onAnswer: () => {
        answered = true;
        circuit.reached();
      },
    });
  } catch (error) {
    if (!answered && error instanceof StorageFailure && error.kind === 'broken') {
      circuit.failed(url.host, error);
    }
    throw error;
  }
}

async function take(
  answer: StorageAnswer,
  sink: Sink,
  options: TransferOptions,
  patience: Patience,
): Promise<void> {
  patience.answered();
  if (answer.start === undefined) return checkNothingLeft(answer.object, sink);
  checkSize(answer, options.expectedSize);
  let toSkip = await begin(answer.object, answer.start, sink);
  const { size } = answer.object;
  for await (const bytes of answer.body) {
    const wanted = bytes.subarray(Math.min(toSkip, bytes.length));
    toSkip -= bytes.length - wanted.length;
    if (wanted.length > 0) await sink.write(wanted);
    patience.reached(sink.position);
    options.onBytes?.(bytes.length);
  }
  if (size !== undefined && sink.position < size) {
    throw new StorageFailure('broken', `the connection ended at byte ${sink.position} of ${size}`);
  }
  if (size !== undefined && sink.position > size) {
    await sink.begin({}, 0);
    throw new StorageFailure('damaged', `more came than the ${size} bytes that the storage announced`);
  }
}

/** @returns how many bytes of the answer the sink has already */
async function begin(object: StoredObject, start: number, sink: Sink): Promise<number> {
  const relation = sink.object === undefined ? 'same' : compareObjects(sink.object, object);
  if (start === 0) {
    const goesOn = relation === 'same';
    const skip = goesOn ? sink.position : 0;
    await sink.begin(object, skip);
    return skip;
  }
  if (start === sink.position && relation === 'same') {
    await sink.begin(object, start);
    return 0;
  }
  const was = relation === 'same' ? 'other bytes came than asked for' : 'the file was replaced meanwhile';
  await sink.begin({}, 0);
  throw new StorageFailure('broken', was);
}

/** 416: right when all bytes are there, else the object has changed. */
async function checkNothingLeft({ size }: StoredObject, sink: Sink): Promise<void> {
  if (size === sink.position && (sink.object?.size ?? size) === size) return;
  await sink.begin({}, 0);
  throw new StorageFailure('damaged', 'the file in the storage is shorter than it was');
}

function checkSize({ object, endIsKnown }: StorageAnswer, expected: number | undefined): void {
  const { size, checksum } = object;
  if (expected !== undefined && size !== undefined && size !== expected) {
    throw new StorageFailure('damaged', `HyperStudy lists ${expected} bytes, the storage has ${size}`);
  }
  if (size === undefined && expected === undefined && checksum === undefined && !endIsKnown) {
    throw new StorageFailure(
      'refused',
      'nothing says how long it is: it could not be told from a cut-off one',
    );
  }
}
