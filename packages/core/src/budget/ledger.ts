import { createHash, randomBytes } from 'node:crypto';
import { accessSync, constants, mkdirSync } from 'node:fs';
import type { Clock } from '../environment/clock.ts';
import type { Logger } from '../environment/logger.ts';
import { UsageError } from '../errors/usage-error.ts';
import { LedgerFile, type LedgerLine } from './ledger-file.ts';

export interface LedgerOptions {
  /** Folder to keep it in; made where it is missing. */
  readonly folder: string;
  /** What the budget belongs to, e.g. key and host; only a hash of it is written. */
  readonly identity: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** What other processes did. */
export interface LedgerReader {
  request(endpoint: string, time: number): void;
  takenBack(endpoint: string, time: number): void;
  pause(until: number): void;
}

/** Lines from further in the future than this are of a wrong clock and would hold everyone up, ms. */
const mostAhead = 60_000;

/**
 * The requests of all processes that share a budget, now and in runs before this one.
 *
 * A request is claimed by appending a line and reading what stands before it: it may be sent if there is still room
 * then. All processes see the same order, so for the last free place exactly one of them finds room; the others take
 * their line back and wait. What can't be read is skipped, with a warning; if the files can't be used at all, the
 * process goes on with a budget of its own.
 */
export class Ledger {
  readonly #file: LedgerFile;
  readonly #clock: Clock;
  readonly #logger: Logger;
  /** Names the lines of this process. */
  readonly #self = randomBytes(6).toString('hex');
  #claims = 0;
  /** Latest segment that holds a request of anyone. */
  #latest = 0;
  #broken = false;
  readonly #warned = new Set<string>();

  /** @throws {UsageError} for a folder that can't be written to */
  constructor({ folder, identity, clock, logger }: LedgerOptions) {
    this.#clock = clock;
    this.#logger = logger;
    try {
      mkdirSync(folder, { recursive: true });
      accessSync(folder, constants.R_OK | constants.W_OK);
    } catch (error) {
      throw new UsageError(`The folder of the budget's ledger can't be used: ${folder}.`, {
        hint: 'Give a folder that can be written to.',
        cause: error,
      });
    }
    const name = createHash('sha256').update(identity).digest('hex').slice(0, 32);
    this.#file = new LedgerFile(folder, name, (file) =>
      this.#warnOnce('Parts of the budget ledger are damaged and were ignored', { file }),
    );
  }

  /** Tells what others did since the last look. */
  refresh(reader: LedgerReader): void {
    this.#guarded(() => {
      for (const line of this.#file.readOn(this.#clock.now()))
        if (!this.#isOwn(line)) this.#tell(line, reader);
    });
  }

  /**
   * Claims one request.
   * @param hasRoom asked once everything that counts before it was told
   * @returns whether it may be sent
   */
  claim(endpoint: string, time: number, reader: LedgerReader, hasRoom: () => boolean): boolean {
    // Without a ledger that works, the process's own windows decide.
    let granted = true;
    this.#guarded(() => {
      const id = `${this.#self}-${this.#claims.toString(36)}`;
      this.#claims += 1;
      const own = this.#file.append({ time, kind: 'request', id, endpoint }, time);
      granted = this.#isFirst(id, own, reader, hasRoom);
      if (!granted) this.#file.append({ time, kind: 'taken-back', id, endpoint }, time);
    });
    return granted;
  }

  pause(until: number): void {
    this.#guarded(() => {
      const id = `${this.#self}-p`;
      this.#file.append({ time: until, kind: 'pause', id, endpoint: '' }, this.#clock.now());
    });
  }

  #isFirst(id: string, own: number, reader: LedgerReader, hasRoom: () => boolean): boolean {
    let granted = false;
    for (const line of this.#file.readOn(this.#clock.now())) {
      if (line.id === id && line.kind === 'request') granted = hasRoom();
      if (!this.#isOwn(line)) this.#tell(line, reader);
    }
    // Where the hour has turned, someone who already went on in the next segment may not have seen this line.
    return granted && this.#latest <= own;
  }

  #isOwn(line: LedgerLine): boolean {
    return line.id.startsWith(`${this.#self}-`);
  }

  #tell(line: LedgerLine & { segment: number }, reader: LedgerReader): void {
    const ahead = line.kind === 'pause' ? 3_900_000 : mostAhead;
    if (line.time > this.#clock.now() + ahead) {
      this.#warnOnce('The budget ledger holds times from the future; they were ignored', {});
    } else if (line.kind === 'request') {
      this.#latest = Math.max(this.#latest, line.segment);
      reader.request(line.endpoint, line.time);
    } else if (line.kind === 'taken-back') reader.takenBack(line.endpoint, line.time);
    else reader.pause(line.time);
  }

  #guarded(use: () => void): void {
    if (this.#broken) return;
    try {
      use();
    } catch (error) {
      this.#broken = true;
      const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
      this.#warnOnce('The budget ledger can not be used any more; this process goes on without it', {
        reason,
      });
    }
  }

  #warnOnce(message: string, facts: Readonly<Record<string, unknown>>): void {
    if (this.#warned.has(message)) return;
    this.#warned.add(message);
    this.#logger.warn(message, facts);
  }
}
