import type { RawPage, Row } from './page.ts';
import type { ReadReport } from './reading.ts';
import { RecentContents } from './recent-contents.ts';
import type { RowKey } from './row-key.ts';
import { SeenKeys } from './seen-keys.ts';

/** What a page brought. */
export interface Sifted {
  /** Rows that were not there before, in order. */
  readonly fresh: Row[];
  /** Rows that the server holds twice for sure: twice on this page, or so far apart that they can't have changed places. */
  readonly twice: number;
  /**
   * Keys of other rows that came before, with the same content: either the server holds them twice, or rows changed
   * places at the edge of the page.
   */
  readonly again: string[];
}

/** Lets each row through once, and counts what it keeps back. */
export class RowFilter {
  readonly #keyOf: RowKey;
  readonly #report: ReadReport;
  readonly #dedupe: boolean;
  readonly #seen = new SeenKeys();
  readonly #recent: RecentContents;

  constructor(keyOf: RowKey, report: ReadReport, dedupe: boolean) {
    this.#keyOf = keyOf;
    this.#report = report;
    this.#dedupe = dedupe;
    this.#recent = new RecentContents(keyOf);
  }

  /** So many rows will come, as far as the server knows. */
  expect(rows: number): void {
    this.#seen.expect(rows);
  }

  /** Nothing more comes: gives back what was kept to compare it with. */
  close(): void {
    this.#recent.close();
  }

  /** @param fences rows at the start that are known to be the end of the page before */
  sift({ rows, source }: Pick<RawPage, 'rows' | 'source'>, fences: number): Sifted {
    const fresh: Row[] = [];
    const left: number[] = [];
    let i = 0;
    for (const row of rows) {
      if (i >= fences && (this.#seen.add(this.#keyOf(row)) || !this.#dedupe)) fresh.push(row);
      else left.push(i);
      i += 1;
    }
    // All that tells of a fence is whether it changed since the page before.
    for (const fence of rows.slice(0, fences)) this.#recent.compare(fence);
    const again = left.slice(fences);
    this.#recent.add({ rows, left, source, soon: again.length > 0 });
    const sifted = { fresh, ...this.#compare(rows, again) };
    this.#report.delivered += fresh.length;
    this.#report.conflicts = this.#recent.conflicts;
    return sifted.again.length === 0 ? sifted : this.#tellApart(rows, sifted);
  }

  /** @param repeated positions of the rows whose key came before */
  #compare(rows: readonly Row[], repeated: readonly number[]): Omit<Sifted, 'fresh'> {
    const again: string[] = [];
    let twice = 0;
    for (const i of repeated) {
      const row = rows[i];
      if (row === undefined) continue;
      if (this.#recent.compare(row) === 'same') again.push(this.#keyOf(row));
      else twice += 1;
    }
    return { again, twice };
  }

  /** Twice on one page is twice on the server. */
  #tellApart(rows: readonly Row[], { fresh, again, twice }: Sifted): Sifted {
    const here = keysThatRepeat(rows, this.#keyOf);
    const open = again.filter((key) => !here.has(key));
    return { fresh, again: open, twice: twice + again.length - open.length };
  }
}

/** Keys that occur more than once. */
export function keysThatRepeat(rows: readonly Row[], keyOf: RowKey): Set<string> {
  const once = new Set<string>();
  const more = new Set<string>();
  for (const row of rows) {
    const key = keyOf(row);
    if (once.has(key)) more.add(key);
    once.add(key);
  }
  return more;
}
