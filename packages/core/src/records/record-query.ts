import type { Row } from '../paging/page.ts';
import { emptyReport, type ReadReport } from '../paging/reading.ts';
import { RecordIterator } from './record-iterator.ts';

/** Where records come from. */
export interface Source {
  /** New rows, page by page; fills the report. */
  pages(report: ReadReport): AsyncGenerator<Row[], void>;
  /** Logs what is wrong with a result, for readers who get nothing but the records. */
  warn(report: ReadReport): void;
  /** The server's count, or undefined where it gives none. */
  total(): Promise<number | undefined>;
}

/** Some records, in order. */
export interface RecordPage<T> {
  readonly records: T[];
  /** The server's count, for progress; undefined where it gives none. */
  readonly total: number | undefined;
}

/**
 * Records that are asked for when you use them: `await` gives all as an array, `for await` streams them one by
 * one, `.pages()` page by page, `.first()` and `.count()` ask for no more than that.
 */
export class RecordQuery<T> implements AsyncIterable<T>, PromiseLike<T[]> {
  readonly #source: (limit?: number) => Source;
  #report = emptyReport();

  /** Made by the client. */
  constructor(source: (limit?: number) => Source) {
    // What can't work is said now, not when the first record is taken.
    source();
    this.#source = source;
  }

  /** What the latest reading found: counts, duplicates, warnings, whether it was complete. */
  get report(): Readonly<ReadReport> {
    return this.#report;
  }

  /** Page by page; the next pages are fetched while you work. */
  async *pages(): AsyncGenerator<RecordPage<T>, void> {
    const report = emptyReport();
    this.#report = report;
    for await (const rows of this.#source().pages(report)) {
      // The registry says what the server sends; what it sends otherwise is kept and reported as drift.
      yield { records: rows as T[], total: report.totalAfter };
    }
  }

  /** The records, one after the other; they stream. Begins a reading of its own. */
  [Symbol.asyncIterator](): AsyncIterableIterator<T, undefined> {
    return new RecordIterator(this.pages());
  }

  /**
   * All records. They are held in memory: iterate instead where there may be many. A result that isn't complete is
   * returned all the same; the report says so, and a warning is logged (see the setting `strict`).
   */
  async toArray(): Promise<T[]> {
    const source = this.#source();
    const report = emptyReport();
    this.#report = report;
    const records: T[] = [];
    for await (const rows of source.pages(report)) for (const row of rows) records.push(row as T);
    source.warn(report);
    return records;
  }

  /** The first record, or undefined where there is none. */
  async first(): Promise<T | undefined> {
    const report = emptyReport();
    this.#report = report;
    for await (const rows of this.#source(1).pages(report)) return rows[0] as T | undefined;
    return undefined;
  }

  /** How many there are: the server's count where it gives one (one request), else counted by reading. */
  async count(): Promise<number> {
    const total = await this.#source().total();
    if (total !== undefined) return total;
    let count = 0;
    for await (const page of this.pages()) count += page.records.length;
    return count;
  }

  // biome-ignore lint/suspicious/noThenProperty: a query is awaitable on purpose
  then<A = T[], B = never>(
    onFulfilled?: ((records: T[]) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.toArray().then(onFulfilled, onRejected);
  }
}
