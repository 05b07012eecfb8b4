import { Lookahead } from './lookahead.ts';
import { type FetchPage, hasMore, type RawPage, type Row } from './page.ts';
import { emptyReport, notePage, type ReadReport } from './reading.ts';
import type { RowKey } from './row-key.ts';
import { SeenKeys } from './seen-keys.ts';

export interface ReadOptions {
  readonly fetchPage: FetchPage;
  readonly keyOf: RowKey;
  /** Rows per request. */
  readonly pageSize: number;
  /** Pages under way at once. */
  readonly concurrency: number;
  /** Where to begin, instead of at the first row. */
  readonly start?: ReadStart;
  /** Filled while reading. */
  readonly report?: ReadReport;
  /** Only for the tests that prove that these two are needed. */
  readonly without?: 'fence' | 'dedupe';
}

/** A place in the list that an earlier reading came to. */
export interface ReadStart {
  readonly offset: number;
  /** Whether the row that stands there now is the one that stood there then. */
  readonly holds: (row: Row) => boolean;
}

/** The row at the start isn't the one that was there: rows came in or went further up. */
export class MovedError extends Error {
  override readonly name = 'MovedError';
}

/** How often a slice is read again before the result counts as incomplete. */
const mostShifts = 50;

/**
 * Reads all rows of a list that may change meanwhile, in order, each once.
 *
 * Pages overlap by one row, the fence: the first row of a page must be the last row of the page before. If it is
 * not, rows came in (or went) further up; the place is found by probing the page starts, and reading goes on from
 * there. Rows that were delivered before are known by their key.
 */
export async function* readPages(options: ReadOptions): AsyncGenerator<Row[], void> {
  const reader = new PageReader(options);
  try {
    for (;;) {
      const rows = await reader.next();
      if (rows === undefined) break;
      if (rows.length > 0) yield rows;
    }
  } finally {
    reader.close();
  }
}

interface PageStart {
  readonly offset: number;
  readonly key: string;
}

class PageReader {
  readonly #options: ReadOptions;
  readonly #report: ReadReport;
  readonly #ahead: Lookahead;
  readonly #seen = new SeenKeys();
  readonly #starts: PageStart[] = [];
  /** Rows the server really sends per page: it may clamp the limit. */
  #size: number;
  #offset = 0;
  #fence: string | undefined;
  #total: number | undefined;
  #ended = false;
  /** The server steps by its own nextOffset: no fences, no lookahead. */
  #ownSteps = false;
  #fruitless = 0;
  #deliveredAtShift = -1;

  constructor(options: ReadOptions) {
    this.#options = options;
    this.#size = options.pageSize;
    this.#offset = options.start?.offset ?? 0;
    this.#report = options.report ?? emptyReport();
    this.#ahead = new Lookahead(options.fetchPage);
  }

  close(): void {
    this.#ahead.close();
  }

  /** New rows of the next page, or undefined at the end. */
  async next(): Promise<Row[] | undefined> {
    if (this.#ended) return undefined;
    const offset = this.#offset;
    this.#ahead.want(this.#plan(), this.#options.pageSize);
    const page = await this.#ahead.take(offset);
    notePage(this.#report, page);
    this.#total = page.pagination.total;
    const [first] = page.rows;
    if (first === undefined) return this.#emptyPage(page, offset);
    this.#checkStart(first, offset);
    const fenced = this.#fence !== undefined && this.#options.without !== 'fence';
    if (fenced && this.#options.keyOf(first) !== this.#fence) {
      await this.#realign(offset);
      return [];
    }
    const rows = this.#newRows(page.rows, fenced ? 1 : 0);
    this.#advance(page, offset);
    // The next pages come in while these rows are worked on.
    if (!this.#ended && this.#options.concurrency > 1) this.#ahead.want(this.#plan(), this.#options.pageSize);
    return rows;
  }

  #checkStart(first: Row, offset: number): void {
    const { start } = this.#options;
    if (start === undefined || offset !== start.offset || start.holds(first)) return;
    throw new MovedError(`Rows before row ${offset} came in or went since they were read.`);
  }

  /** Offsets worth asking for now: this page's, and later ones that the total says exist. */
  #plan(): number[] {
    const plan = [this.#offset];
    const stride = Math.max(1, this.#size - (this.#options.without === 'fence' ? 0 : 1));
    // Before the first page the server's page size isn't known; without a total neither is the end.
    if (this.#starts.length === 0 || this.#total === undefined || this.#ownSteps) return plan;
    for (let next = this.#offset + stride; plan.length < this.#options.concurrency; next += stride) {
      // The last row of the page before is the fence: a page holding nothing else isn't worth asking for.
      if (next + 1 >= this.#total) break;
      plan.push(next);
    }
    return plan;
  }

  #newRows(rows: Row[], from: number): Row[] {
    const fresh: Row[] = [];
    for (let i = from; i < rows.length; i += 1) {
      const row = rows[i];
      if (row === undefined) continue;
      if (this.#seen.add(this.#options.keyOf(row)) || this.#options.without === 'dedupe') fresh.push(row);
    }
    this.#report.delivered += fresh.length;
    return fresh;
  }

  #advance(page: RawPage, offset: number): void {
    const { rows, pagination } = page;
    const first = rows[0];
    const last = rows.at(-1);
    if (first === undefined || last === undefined) return;
    this.#starts.push({ offset, key: this.#options.keyOf(first) });
    const end = offset + rows.length;
    this.#report.read = Math.max(this.#report.read, end);
    if (!hasMore(page, offset, this.#options.pageSize)) {
      this.#finish(end);
      return;
    }
    if (rows.length < this.#size) this.#size = rows.length;
    const { nextOffset } = pagination;
    if (nextOffset !== undefined && nextOffset !== end) {
      this.#stepAsTold(nextOffset, end);
      return;
    }
    // A page of one row can't overlap and still move on.
    const overlap = rows.length > 1 && this.#options.without !== 'fence';
    this.#fence = overlap ? this.#options.keyOf(last) : undefined;
    this.#offset = overlap ? end - 1 : end;
    if (this.#offset <= offset) this.#stop('The server sends the same page again and again.');
  }

  /** A server that counts in other units than rows: follow its nextOffset as long as it grows. */
  #stepAsTold(nextOffset: number, end: number): void {
    if (nextOffset < end) {
      this.#stop(`The server's nextOffset (${nextOffset}) goes back before the rows it sent (${end}).`);
      return;
    }
    this.#ownSteps = true;
    this.#fence = undefined;
    this.#offset = nextOffset;
  }

  #emptyPage(page: RawPage, offset: number): Row[] | undefined {
    if (this.#starts.length === 0 && offset > 0) throw new MovedError(`There is no row ${offset} any more.`);
    if (this.#starts.length > 0 || hasMore(page, offset, this.#options.pageSize)) {
      const total = page.pagination.total;
      if (this.#fence !== undefined && total !== undefined && total === offset) {
        // The last row went away meanwhile: the end moved up.
        this.#finish(offset);
        return undefined;
      }
      this.#stop(`The server says there is more after row ${offset} but sends nothing.`);
      return undefined;
    }
    this.#finish(offset);
    return undefined;
  }

  /** Finds the last page start that still holds and reads on from there. */
  async #realign(offset: number): Promise<void> {
    this.#report.shifts += 1;
    if (this.#report.shifts > mostShifts) {
      this.#stop(`Rows kept moving while they were read (near row ${offset}).`);
      return;
    }
    this.#ahead.close();
    // A server that ignores the offset looks like endless shifts that bring nothing new.
    this.#fruitless = this.#report.delivered === this.#deliveredAtShift ? this.#fruitless + 1 : 0;
    this.#deliveredAtShift = this.#report.delivered;
    if (this.#fruitless > 2) {
      this.#stop(`The server sends the same rows again and again (near row ${offset}).`);
      return;
    }
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (await this.#holds(middle)) low = middle;
      else high = middle - 1;
    }
    const start = this.#starts[low];
    this.#starts.length = low;
    this.#offset = start?.offset ?? 0;
    this.#fence = undefined;
  }

  async #holds(index: number): Promise<boolean> {
    const start = this.#starts[index];
    if (start === undefined) return false;
    const page = await this.#options.fetchPage(start.offset, 1);
    notePage(this.#report, page);
    const [row] = page.rows;
    return row !== undefined && this.#options.keyOf(row) === start.key;
  }

  #finish(end: number): void {
    this.#ended = true;
    this.#report.read = end;
    const { totalAfter } = this.#report;
    const counted = (this.#options.start?.offset ?? 0) + this.#report.delivered + this.#report.filtered;
    this.#report.duplicates = Math.max(0, end - counted);
    if (totalAfter !== undefined && totalAfter !== end) {
      this.#report.problems.push(`The server counts ${totalAfter} rows but sent ${end}.`);
    }
    this.#report.complete = this.#report.problems.length === 0;
  }

  #stop(problem: string): void {
    this.#ended = true;
    this.#report.problems.push(problem);
    this.#report.complete = false;
  }
}
