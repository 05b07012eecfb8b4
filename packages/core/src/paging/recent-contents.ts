import { ContentHash } from './content.ts';
import { fingerprint } from './fingerprint.ts';
import type { Row } from './page.ts';
import { type NewRows, RecentPage } from './recent-page.ts';

/** Rows whose content is remembered, at least; with them, the rest of the page that the first of them was on. */
const most = 8192;

/** A hostile server could send endless conflicts. */
const mostConflicts = 10_000;

/**
 * Content of the latest rows that were handed on, to tell a row that came twice from two that share a key. Hashing every
 * row would take a third of the time that parsing it takes, for what hardly ever happens: instead the answers are kept
 * as they came, and read once more when a key comes again.
 */
export class RecentContents {
  readonly #keyOf: (row: Row) => string;
  readonly #hash = new ContentHash();
  /** Latest last. */
  #pages: RecentPage[] = [];
  #rows = 0;
  /** The last row of the latest page, which the next one begins with. */
  #last: { readonly key: string; readonly content: number } | undefined;
  readonly #conflicting = new Set<number>();

  constructor(keyOf: (row: Row) => string) {
    this.#keyOf = keyOf;
  }

  /** Keys that came with more than one content. */
  get conflicts(): number {
    return this.#conflicting.size;
  }

  add(page: NewRows): void {
    const size = page.rows.length - page.left.length;
    if (size === 0) {
      page.source?.release();
      return;
    }
    this.#pages.push(new RecentPage(page, (row) => [printOf(this.#keyOf(row)), this.#hash.of(row)]));
    this.#rows += size;
    while (this.#rows - (this.#pages[0]?.size ?? this.#rows) >= most) this.#forget();
    const last = page.rows.at(-1);
    const handedOn = page.left.at(-1) !== page.rows.length - 1;
    this.#last =
      last === undefined || !handedOn ? undefined : { key: this.#keyOf(last), content: this.#hash.of(last) };
  }

  /** How a row that came again compares with the first; unknown where that is too long ago. */
  compare(row: Row): 'same' | 'other' | 'unknown' {
    const key = this.#keyOf(row);
    const first = this.#last?.key === key ? this.#last.content : this.#contentOf(printOf(key));
    if (first === undefined) return 'unknown';
    if (first === this.#hash.of(row)) return 'same';
    if (this.#conflicting.size < mostConflicts) this.#conflicting.add(printOf(key));
    return 'other';
  }

  /** Gives all answers back. */
  close(): void {
    while (this.#pages.length > 0) this.#forget();
  }

  #contentOf(print: number): number | undefined {
    for (let i = this.#pages.length - 1; i >= 0; i -= 1) {
      const content = this.#pages[i]?.contentOf(print);
      if (content !== undefined) return content;
    }
    return undefined;
  }

  #forget(): void {
    const page = this.#pages.shift();
    this.#rows -= page?.size ?? 0;
    page?.forget();
  }
}

/** 53 bits that stand for a key. */
function printOf(key: string): number {
  const { high, low } = fingerprint(key);
  return high * 2 ** 21 + (low >>> 11);
}
