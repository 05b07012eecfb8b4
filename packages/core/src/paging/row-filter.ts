import { fingerprint } from './fingerprint.ts';
import type { Row } from './page.ts';
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
  readonly #recent = new RecentContents();

  constructor(keyOf: RowKey, report: ReadReport, dedupe: boolean) {
    this.#keyOf = keyOf;
    this.#report = report;
    this.#dedupe = dedupe;
  }

  /** @param fences rows at the start that are known to be the end of the page before */
  sift(rows: readonly Row[], fences: number): Sifted {
    const fresh: Row[] = [];
    const again: string[] = [];
    let twice = 0;
    let index = 0;
    for (const row of rows) {
      const key = this.#keyOf(row);
      const print = fingerprint(key);
      const isFence = index < fences;
      index += 1;
      if (!isFence && (this.#seen.addPrint(print) || !this.#dedupe)) {
        fresh.push(row);
        this.#recent.add(print, row);
        continue;
      }
      const content = this.#recent.compare(print, row);
      if (isFence) continue;
      if (content === 'same') again.push(key);
      else twice += 1;
    }
    this.#report.delivered += fresh.length;
    this.#report.conflicts = this.#recent.conflicts;
    return again.length === 0 ? { fresh, again, twice } : this.#tellApart(rows, { fresh, again, twice });
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
