import type { PageSource, Row } from './page.ts';

/** What a page brought, before any of it is handed on. */
export interface NewRows {
  /** All rows of the page. */
  readonly rows: readonly Row[];
  /** Positions of those that are not handed on, in order. */
  readonly left: readonly number[];
  readonly source: PageSource | undefined;
  /** More of its rows may be looked for soon. */
  readonly soon: boolean;
}

/** Bytes per row up to which an answer is kept as it came: all that is kept takes a few MB. Others are hashed at once. */
const light = 1024;

/** Fingerprint of a row's key, and hash of its content. */
type Facts = (row: Row) => readonly [print: number, content: number];

/** The rows of a page that were handed on, by what tells their content. */
export class RecentPage {
  /** Rows that were handed on. */
  readonly size: number;
  readonly #left: ReadonlySet<number>;
  readonly #factsOf: Facts;
  #source: PageSource | undefined;
  #contents: ReadonlyMap<number, number> | undefined;

  constructor({ rows, left, source, soon }: NewRows, factsOf: Facts) {
    this.size = rows.length - left.length;
    this.#left = new Set(left);
    this.#factsOf = factsOf;
    if (source === undefined || soon || source.bytes > light * this.size) {
      this.#contents = this.#index(rows);
      source?.release();
    } else this.#source = source;
  }

  /** Hash of the content that a key had here; undefined where it isn't one of these rows. */
  contentOf(print: number): number | undefined {
    if (this.#contents === undefined) {
      this.#contents = this.#index(this.#source?.rows() ?? []);
      this.forget();
    }
    return this.#contents.get(print);
  }

  /** Gives the answer back. */
  forget(): void {
    this.#source?.release();
    this.#source = undefined;
  }

  #index(rows: readonly Row[]): Map<number, number> {
    const contents = new Map<number, number>();
    for (const [i, row] of rows.entries()) if (!this.#left.has(i)) contents.set(...this.#factsOf(row));
    return contents;
  }
}
