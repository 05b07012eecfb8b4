import {
  DriftCounter,
  type FilterValues,
  MovedError,
  type ReadReport,
  rowKey,
  type Scope,
  sumOfReports,
} from '@hyperstudy-workflows/core';
import type { TableGroup } from '../plan/groups.ts';
import { leftOutOf } from '../privacy/left-out.ts';
import type { Privacy } from '../privacy/privacy.ts';
import type { FinishedGroup, UnfinishedGroup } from '../state/state.ts';
import { type Anchor, anchorsBefore } from '../state/trail.ts';
import { CanonicalOrder } from '../tables/canonical-order.ts';
import { compareTimes } from '../tables/times.ts';
import type { Base } from './group-tables.ts';
import { GroupWriter } from './group-writer.ts';
import type { Client, ExportOptions } from './options.ts';
import { resultsOf, type TableResult } from './table-result.ts';
import { isUnchanged } from './unchanged.ts';

type Row = Record<string, unknown>;

export interface GroupResult {
  readonly tables: readonly TableResult[];
  readonly state: FinishedGroup;
}

export interface GroupContext {
  readonly client: Client;
  readonly options: ExportOptions;
  /** Identity of the query. */
  readonly query: string;
  /** ISO time that the run doesn't look beyond: what comes later is for the next run. */
  readonly until: string;
  /** Undefined: nothing is done to any record. */
  readonly privacy?: Privacy | undefined;
  /** Rooms to ask one by one, for types that only exist by room. */
  readonly rooms: () => Promise<readonly string[]>;
}

/** How often a table is read again because records came in before its end meanwhile. */
const mostAttempts = 4;

/**
 * Brings the tables of a group up to date: from the last place of an earlier run that still holds, else from the
 * beginning. Records go from page to file; only a few pages are held.
 */
export async function runGroup(
  group: TableGroup,
  context: GroupContext,
  earlier: Base | undefined,
): Promise<GroupResult> {
  let base = earlier;
  let anchors: readonly Anchor[] = base?.group.anchors ?? [];
  for (let attempt = 1; ; attempt += 1) {
    const reading = new GroupReading(group, context, base, anchors);
    try {
      return await reading.run(attempt === mostAttempts);
    } catch (error) {
      if (error instanceof MovedError) {
        anchors = await holding(group, context, anchors.slice(0, -1));
      } else if (error instanceof LateRecords) {
        const finished = base?.kind === 'finished' ? base.group : base?.finished;
        base = { kind: 'unfinished', group: error.unfinished, finished };
        anchors = anchorsBefore(error.unfinished.anchors, error.time);
      } else {
        throw error;
      }
    }
  }
}

/** Records came in before others that were written already. */
class LateRecords extends Error {
  override readonly name = 'LateRecords';
  readonly time: string;
  readonly unfinished: UnfinishedGroup;

  constructor(time: string, unfinished: UnfinishedGroup) {
    super('Records came in late.');
    this.time = time;
    this.unfinished = unfinished;
  }
}

/** The anchors up to the last one whose record still stands where it stood; asks once per halving. */
async function holding(
  group: TableGroup,
  context: GroupContext,
  anchors: readonly Anchor[],
): Promise<readonly Anchor[]> {
  let low = 0;
  let high = anchors.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const anchor = anchors[middle - 1];
    if (anchor === undefined) break;
    const query = queryOf(group, context, context.options.scope, { offset: anchor.row, limit: 1 });
    const record = await query.first();
    if (record !== undefined && standsAt(group, anchor)(record)) low = middle;
    else high = middle - 1;
  }
  return anchors.slice(0, low);
}

const standsAt =
  ({ definition }: TableGroup, anchor: Anchor) =>
  (record: Row): boolean =>
    compareTimes(record[definition.time ?? ''], anchor.time) === 0;

/** Filters of the export that the data type takes, and how to read it. */
function queryOf(
  { type, definition }: TableGroup,
  { client, options, until }: GroupContext,
  scope: Scope,
  place: { offset?: number; limit?: number; expectFirst?: (record: Row) => boolean },
) {
  const wanted: FilterValues = { start: options.start, end: until, deployment: options.deployment };
  const filters: FilterValues = Object.fromEntries(
    Object.entries(wanted).filter(([name]) => definition.filters.some((filter) => filter === name)),
  );
  const pageSize = definition.paged ? options.pageSize : undefined;
  return client.records(type, scope, {
    ...filters,
    ...place,
    pageSize,
    // The writer counts it, over earlier runs too.
    drift: false,
    signal: options.signal,
  });
}

/** Records that are held back until it is clear whether anything is new: what is read again of an old table. */
const mostHeld = 2000;

/** One attempt. */
class GroupReading {
  readonly #group: TableGroup;
  readonly #context: GroupContext;
  readonly #base: Base | undefined;
  readonly #anchors: readonly Anchor[];
  /** Opened when something has to be written. */
  #writer: GroupWriter | undefined;
  #held: Row[] = [];
  #done: number;

  constructor(group: TableGroup, context: GroupContext, base: Base | undefined, anchors: readonly Anchor[]) {
    this.#group = group;
    this.#context = context;
    this.#base = base;
    this.#anchors = anchors;
    this.#done = anchors.at(-1)?.row ?? 0;
  }

  async run(last: boolean): Promise<GroupResult> {
    try {
      const reports: ReadReport[] = [];
      for (const { scope, room } of await this.#scopes()) reports.push(await this.#copy(scope, room));
      const report = sumOfReports(reports);
      const before = await this.#unchanged();
      if (before !== undefined) return this.#asBefore(before, report);
      const writer = await this.#open();
      if (writer.late !== undefined && !last) throw new LateRecords(writer.late, await writer.checkpoint());
      return await this.#finish(writer, report);
    } catch (error) {
      const tidied = this.#group.growsAtEnd ? this.#writer?.suspend() : this.#writer?.discard();
      // Where the disk is full, say, this fails too: the first error says why.
      await tidied?.catch(() => undefined);
      throw error;
    }
  }

  async #scopes(): Promise<{ scope: Scope; room?: string }[]> {
    if (!this.#group.byRoom) return [{ scope: this.#context.options.scope }];
    return (await this.#context.rooms()).map((room) => ({ scope: { room }, room }));
  }

  async #copy(scope: Scope, room: string | undefined): Promise<ReadReport> {
    const { definition } = this.#group;
    const anchor = this.#anchors.at(-1);
    const query = queryOf(this.#group, this.#context, scope, {
      offset: anchor?.row,
      expectFirst: anchor === undefined ? undefined : standsAt(this.#group, anchor),
    });
    const order =
      definition.time === null ? undefined : new CanonicalOrder(definition.time, rowKey(definition.key));
    for await (const { records, total } of query.pages()) {
      // Records that only exist by room don't always say which.
      if (room !== undefined) for (const record of records) record.roomId ??= room;
      await this.#write(order === undefined ? records : order.push(records));
      this.#done += records.length;
      this.#tell(room === undefined ? total : undefined, false);
    }
    if (order !== undefined) await this.#write(order.end());
    return query.report;
  }

  async #write(rows: readonly Row[]): Promise<void> {
    if (this.#writer !== undefined) {
      await this.#writer.write(rows);
      return;
    }
    this.#held.push(...rows);
    if (this.#base?.kind !== 'finished' || this.#held.length > mostHeld) await this.#open();
  }

  async #open(): Promise<GroupWriter> {
    if (this.#writer === undefined) {
      const { options, query, privacy } = this.#context;
      const place = { out: options.out, query, privacy };
      this.#writer = await GroupWriter.open(this.#group, place, this.#base, this.#anchors);
      const held = this.#held;
      this.#held = [];
      await this.#writer.write(held);
    }
    return this.#writer;
  }

  /** The tables of the earlier run, if what was read again is what they end with. */
  async #unchanged(): Promise<FinishedGroup | undefined> {
    const anchor = this.#anchors.at(-1);
    if (this.#writer !== undefined || this.#base?.kind !== 'finished' || anchor === undefined)
      return undefined;
    const { options, privacy } = this.#context;
    return (await isUnchanged(this.#group, this.#base.group, anchor, this.#held, options.out, privacy))
      ? this.#base.group
      : undefined;
  }

  #asBefore(before: FinishedGroup, report: ReadReport): GroupResult {
    this.#tell(undefined, true);
    const { report: drift } = new DriftCounter(this.#group.definition, before.drift);
    return { tables: this.#results(before, { ...report, drift }), state: before };
  }

  async #finish(writer: GroupWriter, report: ReadReport): Promise<GroupResult> {
    const state = await writer.finish();
    const { report: drift } = new DriftCounter(this.#group.definition, state.drift);
    const { growsAtEnd, partitioned } = this.#group;
    // Positions on the server are no longer rows of the file: the next run has to begin at the beginning.
    const usable =
      growsAtEnd && report.duplicates === 0 && writer.late === undefined && !(partitioned && writer.timeless);
    this.#tell(undefined, true);
    return {
      tables: this.#results(state, { ...report, drift }),
      state: usable ? state : { ...state, anchors: [] },
    };
  }

  /** Records that are left out for privacy count as filtered: the server has them, the files haven't. */
  #results(state: FinishedGroup, report: ReadReport): TableResult[] {
    this.#context.privacy?.note(this.#group.type, state.privacy ?? {});
    const filtered = report.filtered + leftOutOf(state.privacy);
    return resultsOf(this.#group, state, { ...report, filtered });
  }

  #tell(total: number | undefined, finished: boolean): void {
    const of = finished ? this.#done : total;
    this.#context.options.onProgress?.({ what: this.#group.type, done: this.#done, total: of, finished });
  }
}
