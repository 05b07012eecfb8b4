import { join } from 'node:path';
import { DriftCounter, fieldsOf } from '@hyperstudy-workflows/core';
import type { GroupPart, TableGroup } from '../plan/groups.ts';
import type { Privacy } from '../privacy/privacy.ts';
import type { Rows } from '../privacy/rows.ts';
import {
  type FinishedGroup,
  partialFile,
  removeUnfinished,
  type UnfinishedGroup,
  writeUnfinished,
} from '../state/state.ts';
import { type Anchor, Trail } from '../state/trail.ts';
import { formatName } from '../tables/format.ts';
import { createTable, extendTable, resumeTable } from '../tables/open-table.ts';
import type { FinishedTable, Mark, TableOptions, TableWriter } from '../tables/table-writer.ts';
import { compareTimes } from '../tables/times.ts';

type Row = Readonly<Record<string, unknown>>;

/** Anchors between checkpoints: about ten pages of records that a killed run has to read again. */
const checkpointEvery = 20;

/** What a group is continued from. */
export type Base =
  | { readonly kind: 'finished'; readonly group: FinishedGroup }
  | { readonly kind: 'unfinished'; readonly group: UnfinishedGroup };

export interface GroupPlace {
  readonly out: string;
  /** Identity of the query, for checkpoints. */
  readonly query: string;
  /** What becomes of each record; undefined: it is written as it came. */
  readonly privacy?: Privacy;
}

export interface FinishedPart extends FinishedTable {
  readonly part: GroupPart;
}

/** Writes the tables of a group side by side and keeps the trail by which a later run can go on. */
export class GroupWriter {
  /** The earliest time of a record that came after later ones; the files are not in order then. */
  late: string | undefined;
  newest: string | undefined;
  readonly #group: TableGroup;
  readonly #place: GroupPlace;
  readonly #tables: readonly TableWriter[];
  readonly #trail: Trail;
  readonly #drift: DriftCounter;
  readonly #protect: Rows | undefined;
  #rows: number;

  private constructor(
    group: TableGroup,
    place: GroupPlace,
    tables: readonly TableWriter[],
    anchors: readonly Anchor[],
  ) {
    this.#group = group;
    this.#place = place;
    this.#tables = tables;
    this.#trail = new Trail(anchors);
    this.#drift = new DriftCounter(group.definition, anchors.at(-1)?.drift);
    this.#protect = place.privacy?.rows(group.type, anchors.at(-1)?.privacy);
    this.#rows = anchors.at(-1)?.row ?? 0;
  }

  static async create(group: TableGroup, place: GroupPlace): Promise<GroupWriter> {
    const tables = await Promise.all(group.parts.map((part) => createTable(optionsOf(part, place))));
    return new GroupWriter(group, place, tables, []);
  }

  /** Goes on after the last of the anchors. */
  static async continue(
    group: TableGroup,
    place: GroupPlace,
    base: Base,
    anchors: readonly Anchor[],
  ): Promise<GroupWriter> {
    const opened = await Promise.all(
      group.parts.map((part, i) => {
        const marks = anchors.flatMap((anchor) => anchor.marks[i] ?? []);
        return continueTable(optionsOf(part, place), base, i, marks);
      }),
    );
    const moved = anchors.map((anchor, nth) => ({
      ...anchor,
      marks: opened.flatMap(({ marks }) => marks[nth] ?? []),
    }));
    return new GroupWriter(
      group,
      place,
      opened.map(({ table }) => table),
      moved,
    );
  }

  /** Takes records in their final order. */
  async write(rows: readonly Row[]): Promise<void> {
    const { parts, definition, growsAtEnd } = this.#group;
    for (const row of rows) {
      if (definition.time !== null) {
        const waiting = this.#passTime(row[definition.time], growsAtEnd);
        if (waiting !== undefined) await waiting;
      }
      this.#rows += 1;
      this.#drift.addOne(row);
      const own = this.#protect === undefined ? row : this.#protect.apply(row);
      if (own === undefined) continue;
      for (const [i, table] of this.#tables.entries()) {
        const { keep, trim } = parts[i] ?? {};
        if (keep !== undefined && !keep(row)) continue;
        const waiting = table.write(trim === undefined ? own : trim(own));
        if (waiting !== undefined) await waiting;
      }
    }
  }

  #passTime(time: unknown, anchored: boolean): Promise<void> | undefined {
    if (typeof time !== 'string') return undefined;
    const step = this.newest === undefined ? 1 : compareTimes(time, this.newest);
    if (step < 0 && (this.late === undefined || compareTimes(time, this.late) < 0)) this.late = time;
    if (step <= 0) return undefined;
    this.newest = time;
    return anchored && this.late === undefined && this.#trail.due(this.#rows)
      ? this.#anchor(time)
      : undefined;
  }

  async #anchor(time: string): Promise<void> {
    const marks = await Promise.all(this.#tables.map((table) => table.mark()));
    this.#trail.add({ row: this.#rows, time, drift: this.#drift.counts, marks, ...this.#counts() });
    if (this.#trail.anchors.length % checkpointEvery === 0) await this.checkpoint();
  }

  /** Makes what is there durable, so that a run that is killed from here on needn't read it again. */
  async checkpoint(): Promise<UnfinishedGroup> {
    const parts = await Promise.all(this.#tables.map((table) => table.checkpoint()));
    const unfinished: UnfinishedGroup = {
      format: 'hyperstudy-partial/2',
      query: this.#place.query,
      parts: this.#group.parts.flatMap(({ file, format }, i) => {
        const { later = [], kinds, widths = [] } = parts[i] ?? {};
        return { file, format: formatName(format), later: later.map(storedColumn), kinds, widths };
      }),
      anchors: this.#trail.thinned(),
    };
    await writeUnfinished(this.#place.out, this.#group.type, unfinished, this.#place.privacy?.seal);
    return unfinished;
  }

  /** Keeps what is done for a later run, if there is anything worth it. */
  async suspend(): Promise<void> {
    if (this.#trail.anchors.length === 0) {
      await this.discard();
      return;
    }
    await this.checkpoint();
    await Promise.all(this.#tables.map((table) => table.close()));
  }

  async finish(): Promise<{ parts: FinishedPart[]; state: FinishedGroup }> {
    const parts: FinishedPart[] = [];
    for (const [i, part] of this.#group.parts.entries()) {
      const table = this.#tables[i];
      if (table !== undefined) parts.push({ part, ...(await table.finish()) });
    }
    await removeUnfinished(this.#place.out, this.#group.type);
    const anchors = this.#trail.thinned().map((anchor) => ({
      ...anchor,
      marks: anchor.marks.map((mark, i) => parts[i]?.place(mark) ?? mark),
    }));
    const state = {
      parts: parts.map(storedPart),
      anchors,
      newest: this.newest,
      drift: this.#drift.counts,
      ...this.#counts(),
    };
    return { parts, state };
  }

  #counts(): { privacy?: Record<string, number> } {
    return this.#protect === undefined ? {} : { privacy: this.#protect.counts };
  }

  async discard(): Promise<void> {
    await Promise.all(this.#tables.map((table) => table.discard()));
    await removeUnfinished(this.#place.out, this.#group.type);
  }
}

async function continueTable(
  options: TableOptions,
  base: Base,
  part: number,
  marks: readonly Mark[],
): Promise<{ table: TableWriter; marks: readonly Mark[] }> {
  const last = marks.at(-1);
  if (last === undefined) return { table: await createTable(options), marks };
  if (base.kind === 'finished') return extendTable(options, base.group.parts[part] ?? { later: [] }, marks);
  const unfinished = base.group.parts[part] ?? { later: [], widths: [] };
  return { table: await resumeTable(options, unfinished, last), marks };
}

function optionsOf(part: GroupPart, { out }: GroupPlace): TableOptions {
  const place = { path: join(out, part.file), temporary: partialFile(out, part.file) };
  return { place, fields: fieldsOf(part.definition), format: part.format };
}

function storedPart({ part, rows, bytes, sha256, later, kinds, columns }: FinishedPart) {
  const names = columns.map(({ name }) => name);
  return {
    file: part.file,
    format: formatName(part.format),
    rows,
    bytes,
    sha256,
    later: later.map(storedColumn),
    kinds,
    columns: names,
  };
}

function storedColumn({ name, path }: FinishedTable['columns'][number]) {
  const [field, child] = path;
  const stored: [string] | [string, string] = child === undefined ? [field] : [field, child];
  return { name, path: stored };
}
