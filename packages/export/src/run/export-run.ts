import { AuthenticationError, isHyperStudyError, RateLimitError } from '@hyperstudy-workflows/core';
import type { Manifest } from '../manifest/manifest.ts';
import { filePlanOf } from '../plan/file-plan.ts';
import { groupTables, type TableGroup } from '../plan/groups.ts';
import type { PlannedTable } from '../plan/tables.ts';
import { earlierOf } from '../state/earlier.ts';
import { type State, tidyState, writeState } from '../state/state.ts';
import { type GroupContext, runGroup } from './group-run.ts';
import { type RecordingsResult, runRecordings } from './recordings-run.ts';
import type { TableFailure, TableResult } from './table-result.ts';

/** Groups that are read side by side: the minute limit counts each endpoint for itself. */
const groupsAtOnce = 3;

/** The work of one run, and what came of it so far. */
export class ExportRun {
  readonly done: TableResult[] = [];
  readonly failures: TableFailure[] = [];
  files: RecordingsResult | undefined;
  stopped: string | undefined;
  readonly #tables: readonly PlannedTable[];
  readonly #context: GroupContext;
  readonly #state: State;
  readonly #before: Manifest | undefined;
  #saving: Promise<void> = Promise.resolve();

  constructor(
    tables: readonly PlannedTable[],
    context: GroupContext,
    state: State,
    before: Manifest | undefined,
  ) {
    this.#tables = tables;
    this.#context = context;
    this.#state = state;
    this.#before = before;
  }

  /** All tables but that of the recordings. */
  async groups(): Promise<void> {
    const { options, privacy } = this.#context;
    const tables = this.#tables.filter(({ type }) => type !== 'recordings');
    const waiting = groupTables(tables, { ...filePlanOf(options), privacy });
    const worker = async (): Promise<void> => {
      for (
        let group = waiting.shift();
        group !== undefined && this.stopped === undefined;
        group = waiting.shift()
      ) {
        await this.#guard(group.type, this.#group(group));
      }
    };
    // All workers are waited for, so that none still writes when an error is passed on.
    const ends = await Promise.allSettled(Array.from({ length: groupsAtOnce }, worker));
    await this.#saving;
    await tidyState(this.#context.options.out);
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
    this.failures.sort((a, b) => this.#place(a) - this.#place(b));
  }

  async recordings(): Promise<void> {
    const table = this.#tables.find(({ type }) => type === 'recordings');
    if (table === undefined || this.stopped !== undefined) return;
    const known = new Map((this.#before?.recordings.files ?? []).map((file) => [file.path, file]));
    const { client, options, privacy } = this.#context;
    const work = runRecordings(table, client, options, known, privacy).then((files) => {
      this.files = files;
      this.done.push(...files.tables);
    });
    await this.#guard(table.type, work);
  }

  /** A run without any table is no partial run: its first error says all. */
  throwIfNothingWasRead(): void {
    const [first] = this.failures;
    if (this.done.length === 0 && this.stopped === undefined && first !== undefined) throw first.error;
  }

  async #group(group: TableGroup): Promise<void> {
    const { options, privacy } = this.#context;
    const { out } = options;
    const earlier = await earlierOf(group, out, this.#state, privacy?.seal);
    const { tables, state } = await runGroup(group, this.#context, earlier);
    this.done.push(...tables);
    this.#state.groups[group.type] = state;
    // The files are durable by now; one write of the state at a time.
    this.#saving = this.#saving.then(() => writeState(out, this.#state, privacy?.seal));
    await this.#saving;
  }

  /** A table that fails doesn't stop the others, unless the key is wrong; a stop is no failure. */
  async #guard(type: PlannedTable['type'], work: Promise<void>): Promise<void> {
    const { signal } = this.#context.options;
    try {
      await work;
    } catch (error) {
      if (signal?.aborted) this.stopped ??= wordsOf(signal.reason);
      else if (error instanceof RateLimitError) this.stopped ??= error.message;
      else if (!isHyperStudyError(error) || error instanceof AuthenticationError) throw error;
      else this.failures.push({ type, error });
    }
  }

  #place({ type }: TableFailure): number {
    return this.#tables.findIndex((table) => table.type === type);
  }
}

const wordsOf = (reason: unknown): string => (reason instanceof Error ? reason.message : 'Stopped.');
