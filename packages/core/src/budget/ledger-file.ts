import { closeSync, fstatSync, openSync, readdirSync, readSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** A line of the ledger. */
export interface LedgerLine {
  readonly time: number;
  /** request: one was claimed; taken-back: and not sent after all; pause: the server said to wait until then. */
  readonly kind: 'request' | 'taken-back' | 'pause';
  /** Names the line; a request and its taking back share it. */
  readonly id: string;
  readonly endpoint: string;
}

const letters = { request: 'r', 'taken-back': 't', pause: 'p' } as const;
const format = /^1 (\d{1,15}) ([rtp]) ([0-9a-z-]{1,40}) ([\w/.-]{0,100})$/;

/** A segment of an honest hour has a tenth of this. */
const largestSegment = 4 * 1024 * 1024;

const hour = 3_600_000;

/**
 * Lines that several processes append to, in one file per hour. Every line is one write at the end of a file, which
 * local file systems do whole and in one order for all, so no lock is needed, and none can be left behind by a process
 * that died. Files of past hours are removed.
 */
export class LedgerFile {
  readonly #folder: string;
  readonly #name: string;
  readonly #onCorrupt: (file: string) => void;
  /** How far each segment was read, bytes, by hour. */
  readonly #read = new Map<number, number>();
  /** The hour of the last look. */
  #hour: number | undefined;

  constructor(folder: string, name: string, onCorrupt: (file: string) => void) {
    this.#folder = folder;
    this.#name = name;
    this.#onCorrupt = onCorrupt;
  }

  /** @returns the hour whose segment it went to */
  append(line: LedgerLine, now: number): number {
    const segment = Math.floor(now / hour);
    const file = openSync(this.#path(segment), 'a');
    try {
      const text = `1 ${Math.round(line.time)} ${letters[line.kind]} ${line.id} ${line.endpoint.replace(/[^\w/.-]/g, '.')}`;
      // The line break in front ends what a process that died in the middle of a line has left.
      writeSync(file, `\n${text}\n`);
    } finally {
      closeSync(file);
    }
    return segment;
  }

  /** Lines since the last look, in the order that holds for all, with the hour of their segment. */
  *readOn(now: number): Generator<LedgerLine & { segment: number }> {
    const current = Math.floor(now / hour);
    const turned = this.#hour !== current;
    this.#hour = current;
    if (turned) this.#forget(current - 2);
    // A window of an hour and its margin reaches into three; the oldest doesn't change any more.
    for (let segment = turned ? current - 2 : current - 1; segment <= current + 1; segment += 1) {
      for (const line of this.#readSegment(segment)) yield { ...line, segment };
    }
  }

  *#readSegment(segment: number): Generator<LedgerLine> {
    const from = this.#read.get(segment) ?? 0;
    const text = this.#textFrom(segment, from);
    // What comes after the last line break is still being written.
    const end = text.lastIndexOf('\n') + 1;
    this.#read.set(segment, from + end);
    for (const line of text.slice(0, end).split('\n')) {
      if (line === '') continue;
      const parsed = parseLine(line);
      if (parsed === undefined) this.#onCorrupt(this.#path(segment));
      else yield parsed;
    }
  }

  /** latin1: one character is one byte, whatever is in there. */
  #textFrom(segment: number, from: number): string {
    let file: number;
    try {
      file = openSync(this.#path(segment), 'r');
    } catch (error) {
      if (isMissing(error)) return '';
      throw error;
    }
    try {
      const { size } = fstatSync(file);
      if (size > largestSegment) throw new Error('too large');
      const bytes = Buffer.alloc(Math.max(0, size - from));
      return bytes.toString('latin1', 0, readSync(file, bytes, 0, bytes.length, from));
    } finally {
      closeSync(file);
    }
  }

  /** Removes the segments of this hour's predecessors that no window reaches any more. */
  #forget(oldest: number): void {
    for (const segment of this.#read.keys()) if (segment < oldest) this.#read.delete(segment);
    for (const file of readdirSync(this.#folder)) {
      const segment = /^([0-9a-f]+)-(\d+)\.log$/.exec(file);
      if (segment?.[1] === this.#name && Number(segment[2]) < oldest) {
        rmSync(join(this.#folder, file), { force: true });
      }
    }
  }

  #path(segment: number): string {
    return join(this.#folder, `${this.#name}-${segment}.log`);
  }
}

function parseLine(line: string): LedgerLine | undefined {
  const [, time, letter, id, endpoint] = format.exec(line) ?? [];
  if (time === undefined || id === undefined || endpoint === undefined) return undefined;
  const kind = letter === 'r' ? 'request' : letter === 't' ? 'taken-back' : 'pause';
  return { time: Number(time), kind, id, endpoint };
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';
