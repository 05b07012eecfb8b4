import { DriftCounter } from '@hyperstudy-workflows/core';
import { layoutOf, type TableGroup } from '../plan/groups.ts';
import type { Privacy } from '../privacy/privacy.ts';
import type { Rows } from '../privacy/rows.ts';
import {
  type FinishedGroup,
  removeUnfinished,
  type UnfinishedGroup,
  writeUnfinished,
} from '../state/state.ts';
import { type Anchor, Trail } from '../state/trail.ts';
import { compareTimes } from '../tables/times.ts';
import { type Base, type GroupTables, type OpenTables, WholeTables } from './group-tables.ts';
import { RoomTables } from './room-tables.ts';

type Row = Readonly<Record<string, unknown>>;

/** Anchors between checkpoints: about ten pages of records that a killed run has to read again. */
const checkpointEvery = 20;
/** ms between checkpoints at least: where records come fast, so much is read again as fast. */
const checkpointPause = 1000;

export interface GroupPlace {
  readonly out: string;
  /** Identity of the query, for checkpoints. */
  readonly query: string;
  /** What becomes of each record; undefined: it is written as it came. */
  readonly privacy?: Privacy | undefined;
}

/** Writes the tables of a group side by side and keeps the trail by which a later run can go on. */
export class GroupWriter {
  /** The earliest time of a record that came after later ones; the files are not in order then. */
  late: string | undefined;
  newest: string | undefined;
  /** Some record has no time: where it belongs can't be found again by it. */
  timeless = false;
  readonly #group: TableGroup;
  readonly #place: GroupPlace;
  readonly #tables: GroupTables;
  readonly #trail: Trail;
  readonly #drift: DriftCounter;
  readonly #protect: Rows | undefined;
  #rows: number;
  #checkpointAt = performance.now();

  private constructor(group: TableGroup, place: GroupPlace, { tables, anchors }: OpenTables) {
    this.#group = group;
    this.#place = place;
    this.#tables = tables;
    this.#trail = new Trail(anchors);
    this.#drift = new DriftCounter(group.definition, anchors.at(-1)?.drift);
    this.#protect = place.privacy?.rows(group.type, anchors.at(-1)?.privacy);
    this.#rows = anchors.at(-1)?.row ?? 0;
  }

  /** Goes on after the last of the anchors; without any, from the beginning. */
  static async open(
    group: TableGroup,
    place: GroupPlace,
    base: Base | undefined,
    anchors: readonly Anchor[],
  ): Promise<GroupWriter> {
    const { open } = group.partitioned ? RoomTables : WholeTables;
    return new GroupWriter(group, place, await open(group, place.out, base, anchors));
  }

  /** Takes records in their final order. */
  async write(rows: readonly Row[]): Promise<void> {
    const { definition, growsAtEnd } = this.#group;
    for (const row of rows) {
      if (definition.time !== null) {
        const waiting = this.#passTime(row[definition.time], growsAtEnd);
        if (waiting !== undefined) await waiting;
      }
      this.#rows += 1;
      this.#drift.addOne(row);
      const own = this.#protect === undefined ? row : this.#protect.apply(row);
      const waiting = own === undefined ? undefined : this.#tables.write(own);
      if (waiting !== undefined) await waiting;
    }
  }

  #passTime(time: unknown, anchored: boolean): Promise<void> | undefined {
    if (typeof time !== 'string') {
      this.timeless = true;
      return undefined;
    }
    const step = this.newest === undefined ? 1 : compareTimes(time, this.newest);
    if (step < 0 && (this.late === undefined || compareTimes(time, this.late) < 0)) this.late = time;
    if (step <= 0) return undefined;
    this.newest = time;
    return anchored && this.late === undefined && this.#trail.due(this.#rows)
      ? this.#anchor(time)
      : undefined;
  }

  async #anchor(time: string): Promise<void> {
    const marks = await this.#tables.marks();
    const anchor = { row: this.#rows, time, drift: this.#drift.counts, marks, ...this.#counts() };
    const isDue = this.#trail.add(anchor) % checkpointEvery === 0;
    if (isDue && performance.now() - this.#checkpointAt >= checkpointPause) await this.checkpoint();
  }

  /** Makes what is there durable, so that a run that is killed from here on needn't read it again. */
  async checkpoint(): Promise<UnfinishedGroup> {
    const unfinished: UnfinishedGroup = {
      format: 'hyperstudy-partial/3',
      query: this.#place.query,
      layout: layoutOf(this.#group),
      ...(await this.#tables.checkpoint()),
      anchors: this.#trail.thinned(),
    };
    await writeUnfinished(this.#place.out, this.#group.type, unfinished, this.#place.privacy?.seal);
    this.#checkpointAt = performance.now();
    return unfinished;
  }

  /** Keeps what is done for a later run, if there is anything worth it. */
  async suspend(): Promise<void> {
    if (this.#trail.last === undefined) {
      await this.discard();
      return;
    }
    await this.checkpoint();
    await this.#tables.close();
  }

  async finish(): Promise<FinishedGroup> {
    const { parts, place } = await this.#tables.finish();
    await removeUnfinished(this.#place.out, this.#group.type);
    const anchors = this.#trail.thinned().map((anchor) => ({ ...anchor, marks: place(anchor.marks) }));
    const layout = layoutOf(this.#group);
    return { layout, parts, anchors, newest: this.newest, drift: this.#drift.counts, ...this.#counts() };
  }

  #counts(): { privacy?: Record<string, number> } {
    return this.#protect === undefined ? {} : { privacy: this.#protect.counts };
  }

  async discard(): Promise<void> {
    await this.#tables.discard();
    await removeUnfinished(this.#place.out, this.#group.type);
  }
}
