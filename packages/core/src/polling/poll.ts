import type { DataTypeDefinition } from '../data-types/define.ts';
import type { Scope } from '../data-types/scope.ts';
import type { DataTypeName } from '../data-types/types.ts';
import { UsageError } from '../errors/usage-error.ts';
import type { Row } from '../paging/page.ts';
import { emptyReport, type ReadReport } from '../paging/reading.ts';
import { RecordSource } from '../records/record-source.ts';
import type { Transport } from '../transport/transport.ts';
import { pollKey } from './poll-key.ts';
import { type PollOptions, type PollPlan, planOf } from './poll-options.ts';
import { type PollState, readState } from './poll-state.ts';
import { Watch } from './watch.ts';

/** Records that are new since the batch before. */
export interface PollBatch<T> {
  readonly dataType: DataTypeName;
  /** Name of the poll: what its state is kept under. */
  readonly key: string;
  /** New records in the server's order and, with `content`, records that changed. */
  readonly records: readonly T[];
  /** Those of the records that were handed on before, with another content. */
  readonly changed: readonly T[];
  /** Latest time of a record so far, as the server wrote it; null where records have none. */
  readonly cursor: string | null;
  /** Number of the round, from 1. */
  readonly round: number;
  /** Warnings of the server in this round. */
  readonly warnings: readonly string[];
}

export interface PollSetup {
  readonly transport: Transport;
  readonly name: DataTypeName;
  readonly definition: DataTypeDefinition;
  readonly scope: Scope;
  readonly query: PollOptions;
}

/** After so many rounds in which a count said that nothing is new, records are read all the same. */
const mostCounts = 10;
/** Keys to remember from which a warning is given, where all of them have to be. */
const manyKeys = 200_000;
/** A Date header has whole seconds, and says when the answer began. */
const clockSlack = 1500;

/**
 * New records, batch by batch, for as long as you take them. Every record is handed on at least once and, as long as it
 * comes in no later than the lookback, exactly once; except after a restart, when the batch you held last comes again.
 *
 * A batch counts as taken when you ask for the next one; only then is the state saved. An error ends the iteration;
 * iterating again goes on from the saved state.
 */
export class Poll<T> implements AsyncIterable<PollBatch<T>> {
  /** What the state is kept under: type, scope, filters and server, in words. */
  readonly key: string;
  readonly #setup: PollSetup;
  readonly #plan: PollPlan;
  #running = false;
  /** What the latest round warned of. */
  #warned = '';

  /** @throws {UsageError} for a scope, filter or option that can't work */
  constructor(setup: PollSetup) {
    const { transport, name, definition } = setup;
    const { baseUrl } = transport.connection;
    this.#setup = setup;
    this.#plan = planOf(setup.query, { name, definition, baseUrl });
    this.key = pollKey(setup, this.#plan.filters);
    // What can't work is said now.
    this.#source(undefined);
  }

  /** Batches as they come, until the poll is ended. */
  async *[Symbol.asyncIterator](): AsyncGenerator<PollBatch<T>, void> {
    if (this.#running) {
      throw new UsageError('This poll is running already.', {
        hint: 'End one loop before you begin another.',
      });
    }
    this.#running = true;
    try {
      yield* this.#rounds();
    } catch (error) {
      // Being called off is a normal end.
      if (!this.#plan.signal?.aborted) throw error;
    } finally {
      this.#running = false;
    }
  }

  async *#rounds(): AsyncGenerator<PollBatch<T>, void> {
    const { clock, random } = this.#setup.transport.connection;
    const { interval, signal, once } = this.#plan;
    signal?.throwIfAborted();
    const watch = await this.#begin();
    let counts = 0;
    for (let round = 1; ; round += 1) {
      const began = clock.now();
      watch.beginRound(this.#setup.transport.serverNow());
      if (counts < mostCounts && (await this.#countsAsBefore(watch))) {
        counts += 1;
      } else {
        counts = 0;
        yield* this.#round(watch, round);
      }
      if (once) return;
      // The jitter keeps clients that started together apart.
      const next = began + interval * (0.9 + 0.2 * random());
      await clock.sleep(Math.max(0, next - clock.now()), signal);
    }
  }

  async *#round(watch: Watch, round: number): AsyncGenerator<PollBatch<T>, void> {
    const source = this.#source(watch.start);
    const report = emptyReport();
    for await (const rows of source.pages(report)) {
      const batch = this.#batchOf(rows, watch, { round, report });
      if (batch === undefined) continue;
      yield batch;
      await this.#save(watch);
    }
    // The same warning in every round would bury others.
    const findings = JSON.stringify([report.problems, report.warnings]);
    if (findings !== this.#warned) source.warn(report);
    this.#warned = findings;
  }

  #batchOf(
    rows: readonly Row[],
    watch: Watch,
    facts: { round: number; report: ReadReport },
  ): PollBatch<T> | undefined {
    const records: Row[] = [];
    const changed: Row[] = [];
    for (const row of rows) {
      const novelty = watch.take(row);
      if (novelty !== 'known') records.push(row);
      if (novelty === 'changed') changed.push(row);
    }
    if (records.length === 0) return undefined;
    return {
      dataType: this.#setup.name,
      key: this.key,
      records: records as T[],
      changed: changed as T[],
      cursor: watch.cursor,
      round: facts.round,
      warnings: [...facts.report.warnings],
    };
  }

  /** The stored state, or a new one, which is stored at once: "now" is the moment of the very first start. */
  async #begin(): Promise<Watch> {
    const { definition, transport } = this.#setup;
    const stored = readState(await this.#plan.store.load(this.key), this.key);
    if (stored !== undefined) return new Watch(definition, this.#plan, stored);
    const empty: PollState = {
      version: 1,
      poll: this.key,
      from: null,
      cursor: null,
      polledAt: null,
      floor: null,
      known: [],
    };
    const { from } = this.#plan;
    if (from === 'all') return new Watch(definition, this.#plan, empty);
    if (from !== 'now') return this.#start(new Watch(definition, this.#plan, { ...empty, from }));
    const watch = new Watch(definition, this.#plan, empty);
    if (watch.byTime) {
      if (transport.clockOffset === undefined) await this.#askForTheTime();
      const now = new Date(transport.serverNow() - clockSlack).toISOString();
      return this.#start(new Watch(definition, this.#plan, { ...empty, from: now }));
    }
    // What is there already is no news.
    watch.beginRound(transport.serverNow());
    for await (const rows of this.#source(undefined).pages(emptyReport()))
      for (const row of rows) watch.take(row);
    return this.#start(watch);
  }

  /** Any answer tells the server's time. */
  async #askForTheTime(): Promise<void> {
    for await (const _ of this.#source(undefined, 1).pages(emptyReport())) break;
  }

  async #start(watch: Watch): Promise<Watch> {
    await this.#save(watch);
    return watch;
  }

  async #save(watch: Watch): Promise<void> {
    const { state } = watch;
    await this.#plan.store.save(this.key, state);
    if (watch.byTime || state.known.length < manyKeys) return;
    this.#setup.transport.connection.logger.warn('This poll has to remember very many records', {
      poll: this.key,
      records: state.known.length,
    });
  }

  /**
   * Where the known records fill more than a page, one request for their number says whether any came in. It would miss
   * one that came for one that went, so now and then they are read anyway.
   */
  async #countsAsBefore(watch: Watch): Promise<boolean> {
    const { pageSize } = this.#setup.definition;
    if (this.#plan.content || pageSize === null || watch.remembered <= pageSize) return false;
    return (await this.#source(watch.start).total()) === watch.remembered;
  }

  #source(start: string | undefined, limit?: number): RecordSource {
    const { transport, name, definition, scope } = this.#setup;
    const { filters, signal } = this.#plan;
    return new RecordSource({
      transport,
      name,
      definition,
      scope,
      filters: start === undefined ? filters : { ...filters, start },
      settings: { signal, limit },
    });
  }
}
