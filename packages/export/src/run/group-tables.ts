import { join } from 'node:path';
import { fieldsOf } from '@hyperstudy-workflows/core';
import type { GroupPart, TableGroup } from '../plan/groups.ts';
import { type FinishedGroup, type FinishedPart, partialFile, type UnfinishedGroup } from '../state/state.ts';
import { storedPart, storedUnfinished } from '../state/stored.ts';
import type { Anchor } from '../state/trail.ts';
import { createTable, extendTable, resumeTable } from '../tables/open-table.ts';
import type { Mark, TableOptions, TableWriter } from '../tables/table-writer.ts';

type Row = Readonly<Record<string, unknown>>;

/** What a group is continued from. */
export type Base =
  | { readonly kind: 'finished'; readonly group: FinishedGroup }
  | {
      readonly kind: 'unfinished';
      readonly group: UnfinishedGroup;
      /** The finished files that it goes on from, where they are whole. */
      readonly finished?: FinishedGroup | undefined;
    };

/** The files of a group while they are written. */
export interface GroupTables {
  /** A promise comes back only when it has to be waited for. */
  write(row: Row): Promise<void> | undefined;
  marks(): Promise<readonly Mark[]>;
  /** Makes what is there durable. */
  checkpoint(): Promise<Pick<UnfinishedGroup, 'parts' | 'from'>>;
  close(): Promise<void>;
  /** Gives the files their names; also where marks that were taken on the way stand in them. */
  finish(): Promise<{ parts: FinishedPart[]; place: (marks: readonly Mark[]) => readonly Mark[] }>;
  discard(): Promise<void>;
}

export interface OpenTables {
  readonly tables: GroupTables;
  /** The anchors as they stand in these tables. */
  readonly anchors: readonly Anchor[];
}

/** A file for each part. */
export class WholeTables implements GroupTables {
  readonly #parts: readonly GroupPart[];
  readonly #tables: readonly TableWriter[];

  private constructor({ parts }: TableGroup, tables: readonly TableWriter[]) {
    this.#parts = parts;
    this.#tables = tables;
  }

  /** Goes on after the last of the anchors; without any, from the beginning. */
  static async open(
    group: TableGroup,
    out: string,
    base: Base | undefined,
    anchors: readonly Anchor[],
  ): Promise<OpenTables> {
    const opened = await Promise.all(
      group.parts.map((part, i) => {
        const marks = anchors.flatMap((anchor) => anchor.marks[i] ?? []);
        return openTable(optionsOf(part, out), base, i, marks);
      }),
    );
    const tables = opened.map(({ table }) => table);
    const moved = anchors.map((anchor, nth) => ({
      ...anchor,
      marks: opened.flatMap(({ marks }) => marks[nth] ?? []),
    }));
    return { tables: new WholeTables(group, tables), anchors: moved };
  }

  write(row: Row): Promise<void> | undefined {
    let waiting: Promise<void> | undefined;
    for (let i = 0; i < this.#tables.length; i += 1) {
      const part = this.#parts[i];
      if (part?.keep !== undefined && !part.keep(row)) continue;
      const more = this.#tables[i]?.write(part?.trim === undefined ? row : part.trim(row));
      if (more !== undefined) waiting = waiting === undefined ? more : both(waiting, more);
    }
    return waiting;
  }

  marks(): Promise<readonly Mark[]> {
    return Promise.all(this.#tables.map((table) => table.mark()));
  }

  async checkpoint(): Promise<Pick<UnfinishedGroup, 'parts'>> {
    const parts = await Promise.all(this.#tables.map((table) => table.checkpoint()));
    return { parts: parts.map(storedUnfinished) };
  }

  async close(): Promise<void> {
    await Promise.all(this.#tables.map((table) => table.close()));
  }

  async finish() {
    const parts: FinishedPart[] = [];
    const places: ((mark: Mark) => Mark)[] = [];
    for (const [i, part] of this.#parts.entries()) {
      const finished = await this.#tables[i]?.finish();
      if (finished === undefined) continue;
      parts.push(storedPart({ file: part.file }, finished));
      places.push(finished.place);
    }
    return { parts, place: (marks: readonly Mark[]) => marks.map((mark, i) => places[i]?.(mark) ?? mark) };
  }

  async discard(): Promise<void> {
    await Promise.all(this.#tables.map((table) => table.discard()));
  }
}

async function both(one: Promise<void>, other: Promise<void>): Promise<void> {
  await one;
  await other;
}

async function openTable(
  options: TableOptions,
  base: Base | undefined,
  part: number,
  marks: readonly Mark[],
): Promise<{ table: TableWriter; marks: readonly Mark[] }> {
  const last = marks.at(-1);
  if (base === undefined || last === undefined) return { table: await createTable(options), marks };
  if (base.kind === 'finished') return extendTable(options, base.group.parts[part] ?? { later: [] }, marks);
  const unfinished = base.group.parts[part] ?? { later: [], widths: [] };
  return { table: await resumeTable(options, unfinished, last), marks };
}

function optionsOf(part: GroupPart, out: string): TableOptions {
  const place = { path: join(out, part.file), temporary: partialFile(out, part.file) };
  return { place, fields: fieldsOf(part.definition), format: part.format };
}
