import { setTimeout as wait } from 'node:timers/promises';
import type { FileFault } from '../faults/fault-plan.ts';
import type { Tampering } from './serve.ts';

export interface TamperFacts {
  /** A place in a body of a length. */
  readonly place: (length: number) => number;
  /** ms of a stall. */
  readonly delay: number;
  /** What happens when the connection breaks. */
  readonly onBreak: () => void;
  readonly signal: AbortSignal;
}

/** The faults that let a body begin. */
export type BodyFault = Exclude<FileFault, 'file-404' | 'file-503' | 'file-429' | 'file-redirect'>;

/** How a body goes wrong. */
export function tampering(fault: BodyFault, { place, delay, onBreak, signal }: TamperFacts): Tampering {
  switch (fault) {
    case 'file-cut':
    case 'file-expired':
    case 'file-replaced':
      return {
        body: async function* (chunks, length) {
          yield* until(chunks, place(length));
          onBreak();
          throw new Error('The connection breaks here.');
        },
      };
    case 'file-stall':
      return {
        body: async function* (chunks, length) {
          const at = place(length);
          let passed = 0;
          for (const bytes of chunks) {
            if (passed <= at && at < passed + bytes.length) {
              yield bytes.subarray(0, at - passed);
              await wait(delay, undefined, { signal });
              yield bytes.subarray(at - passed);
            } else {
              yield bytes;
            }
            passed += bytes.length;
          }
        },
      };
    case 'file-flip':
      return {
        body: async function* (chunks, length) {
          const at = place(length);
          let passed = 0;
          for (const bytes of chunks) {
            const index = at - passed;
            if (index >= 0 && index < bytes.length) bytes.writeUInt8(bytes.readUInt8(index) ^ 1, index);
            yield bytes;
            passed += bytes.length;
          }
        },
      };
    case 'file-length':
      return wrongLength(place);
    case 'file-norange':
      return { ignoreRange: true };
    case 'file-nolength':
      return { declared: () => null };
  }
}

/** Either it promises more than it sends, or it promises less and keeps to that. */
function wrongLength(place: (length: number) => number): Tampering {
  const tooLong = (length: number): boolean => place(length) % 2 === 0;
  const short = (length: number): number => Math.max(0, length - 7);
  return {
    declared: (length) => (tooLong(length) ? length + 7 : short(length)),
    body: async function* (chunks, length) {
      yield* until(chunks, tooLong(length) ? length : short(length));
      if (tooLong(length)) throw new Error('There is no more.');
    },
  };
}

function* until(chunks: Iterable<Buffer>, end: number): Generator<Buffer> {
  let passed = 0;
  for (const bytes of chunks) {
    if (passed + bytes.length >= end) {
      yield bytes.subarray(0, end - passed);
      return;
    }
    yield bytes;
    passed += bytes.length;
  }
}
