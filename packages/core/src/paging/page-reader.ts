import { Lookahead, type Wanted } from './lookahead.ts';
import { MovedError } from './moved-error.ts';
import { Pace } from './pace.ts';
import type { RawPage, Row } from './page.ts';
import { PageStarts } from './page-starts.ts';
import type { ReadOptions } from './read-options.ts';
import { emptyReport, notePage, noteProblem, type ReadReport } from './reading.ts';
import { keysThatRepeat, RowFilter } from './row-filter.ts';

/** Shifts without a new row in between after which reading stops: a server that ignores the offset looks like this. */
const mostFruitless = 3;
/** Shifts in all, besides one per page's worth of rows, after which reading stops. */
const mostShifts = 50;
/** Looks at edges that found nothing, after which rows that come twice are taken to be twice on the server. */
const mostLooks = 20;

/** The state of one reading; see readPages. */
export class PageReader {
  readonly #options: ReadOptions;
  readonly #report: ReadReport;
  readonly #ahead: Lookahead;
  readonly #filter: RowFilter;
  readonly #starts = new PageStarts();
  readonly #pace: Pace;
  readonly #overlaps: boolean;
  #offset = 0;
  /** Key that the first row at the offset must have; undefined where any will do. */
  #expected: string | undefined;
  /** Rows per request that the server has shown to give. */
  #given: number;
  #total: number | undefined;
  #ended = false;
  /** Pages can't be made to overlap: the server gives one row at a time, or counts in steps of its own. */
  #unfenced = false;
  /** Most rows that the server has given in one request. */
  #most = 0;
  /** Where the server said the next page begins, if that isn't after its rows. */
  #told: number | undefined;
  /** After a shift: last key that was reached before it; what comes until then was seen. */
  #frontier: string | undefined;
  /** Rows that the server is known to hold twice, among those read. */
  #twice = 0;
  #fruitless = 0;
  #deliveredAtShift = -1;
  #looks = 0;

  constructor(options: ReadOptions) {
    this.#options = options;
    this.#overlaps = options.without !== 'fence';
    this.#report = options.report ?? emptyReport();
    this.#filter = new RowFilter(options.keyOf, this.#report, options.without !== 'dedupe');
    this.#pace = new Pace(options.eager === true);
    this.#ahead = new Lookahead(options.fetchPage, options.signal);
    this.#given = this.#limit();
    this.#offset = options.start?.offset ?? 0;
  }

  close(): void {
    this.#ahead.close();
    this.#filter.close();
  }

  /** New rows of the next page (none after a shift), or undefined at the end. */
  async next(): Promise<Row[] | undefined> {
    if (this.#ended) return undefined;
    const offset = this.#offset;
    const limit = this.#limit();
    this.#ahead.want(this.#plan());
    this.#pace.asked();
    const page = await this.#ahead.take(offset);
    this.#pace.taken();
    notePage(this.#report, page);
    this.#total = page.pagination.total;
    if (this.#total !== undefined) this.#filter.expect(this.#total);
    const [first] = page.rows;
    this.#checkStart(first, offset);
    if (this.#expected !== undefined && (first === undefined || this.#keyOf(first) !== this.#expected)) {
      if (await this.#isWholeList(page)) this.#finish(page.rows.length);
      else await this.#realign(offset);
      return [];
    }
    if (first === undefined) return this.#emptyPage(page, offset);
    this.#starts.push({ offset, key: this.#keyOf(first), twice: this.#twice });
    const { fresh, again, twice } = this.#filter.sift(page, this.#expected === undefined ? 0 : 1);
    this.#twice += twice;
    const missed = again.length > 0 ? await this.#lookAtEdge(offset, again) : [];
    this.#advance(page, { offset, limit }, fresh.length);
    // The next pages come in while these rows are worked on.
    if (!this.#ended && this.#atOnce > 1) this.#ahead.want(this.#plan());
    return missed.length > 0 ? [...missed, ...fresh] : fresh;
  }

  #checkStart(first: Row | undefined, offset: number): void {
    const { start } = this.#options;
    if (start === undefined || offset !== start.offset) return;
    if (first === undefined && offset > 0) throw new MovedError(`There is no row ${offset} any more.`);
    if (first !== undefined && !start.holds(first))
      throw new MovedError(`Rows before row ${offset} came in or went since they were read.`);
  }

  /** A server that doesn't page this list sends all of it, whatever the offset, and says nothing of pages. */
  async #isWholeList({ rows, pagination }: RawPage): Promise<boolean> {
    const { hasMore, total, nextOffset } = pagination;
    const paged = hasMore !== undefined || total !== undefined || nextOffset !== undefined;
    if (paged || this.#starts.size !== 1 || rows.length !== this.#report.read) return false;
    // A row that came in at the front looks the same; far behind the end it doesn't.
    const first = await this.#rowAt(rows.length + 1000);
    return first !== undefined && this.#starts.isFirst(this.#keyOf(first));
  }

  #keyOf(row: Row): string {
    return this.#options.keyOf(row);
  }

  /** Pages under way at once. */
  get #atOnce(): number {
    return this.#options.concurrency ?? this.#pace.pages;
  }

  /** Rows to ask for: a page and its fence. */
  #limit(): number {
    const { pageSize, mostPerRequest = 1000 } = this.#options;
    if (!this.#overlaps || this.#starts.size === 0) return pageSize;
    return Math.max(2, Math.min(pageSize + 1, mostPerRequest));
  }

  /** Pages worth asking for now: this one, and later ones that the total says exist. */
  #plan(): Wanted[] {
    const limit = this.#limit();
    const plan = [{ offset: this.#offset, limit }];
    // Before the first page the server's page size isn't known; without a total neither is the end.
    if (this.#starts.size === 0 || this.#total === undefined || this.#unfenced) return plan;
    const stride = Math.max(1, Math.min(limit, this.#given) - (this.#overlaps ? 1 : 0));
    // The last row of the page before is the fence: a page holding nothing else isn't worth asking for.
    const end = this.#total - (this.#overlaps ? 1 : 0);
    // What was asked for is not called off because fewer would do by now.
    const atOnce = Math.max(this.#atOnce, this.#ahead.size);
    for (let next = this.#offset + stride; next < end && plan.length < atOnce; next += stride) {
      plan.push({ offset: next, limit });
    }
    return plan;
  }

  #advance(page: RawPage, { offset, limit }: Wanted, fresh: number): void {
    const { rows, pagination } = page;
    const last = rows.at(-1);
    if (last === undefined) return;
    const onlyFence = this.#expected !== undefined && rows.length === 1;
    if (this.#frontier !== undefined && rows.some((row) => this.#keyOf(row) === this.#frontier)) {
      this.#frontier = undefined;
    }
    const end = offset + rows.length;
    this.#report.read = Math.max(this.#report.read, end);
    if (this.#unfenced) this.#note(unproven);
    const short = rows.length < this.#most;
    this.#most = Math.max(this.#most, rows.length);
    if (!goesOn(page, end, { short, nothingNew: onlyFence })) {
      this.#finish(end);
      return;
    }
    this.#given = rows.length < limit ? rows.length : this.#limit();
    this.#told = pagination.nextOffset === end ? undefined : pagination.nextOffset;
    if (this.#unfenced && fresh === 0) this.#stopAtSameRows(offset);
    else if (onlyFence || this.#unfenced) this.#stepWithoutFence(Math.max(end, this.#told ?? end));
    else this.#stepTo(end, this.#keyOf(last));
  }

  #stepTo(end: number, lastKey: string): void {
    this.#offset = this.#overlaps ? end - 1 : end;
    this.#expected = this.#overlaps ? lastKey : undefined;
  }

  #stepWithoutFence(offset: number): void {
    this.#unfenced = true;
    this.#offset = offset;
    this.#expected = undefined;
  }

  #emptyPage(page: RawPage, offset: number): undefined {
    const { hasMore, total } = page.pagination;
    if (this.#unfenced) this.#note(unproven);
    if (hasMore === true || (hasMore === undefined && total !== undefined && total > offset)) {
      this.#stop(`The server says there is more after row ${offset} but sends nothing.`);
    } else {
      this.#finish(offset);
    }
  }

  /** Rows came or went further up: finds the last page start that still holds and reads on from there. */
  async #realign(offset: number): Promise<void> {
    const report = this.#report;
    report.shifts += 1;
    this.#ahead.want([]);
    this.#fruitless = report.delivered === this.#deliveredAtShift ? this.#fruitless + 1 : 1;
    this.#deliveredAtShift = report.delivered;
    this.#frontier ??= this.#expected;
    if (this.#fruitless >= mostFruitless && this.#told !== undefined && this.#told > this.#report.read) {
      this.#stepWithoutFence(this.#told);
    } else if (this.#fruitless > mostFruitless) {
      this.#stopAtSameRows(offset);
    } else if (report.shifts > mostShifts + report.delivered / this.#options.pageSize) {
      this.#stop(`Rows kept moving while they were read (near row ${offset}).`);
    } else {
      const start = await this.#starts.lastThatHolds((at) => this.#rowAt(at), this.#options.keyOf);
      this.#offset = start?.offset ?? 0;
      // More may have moved since it was looked at: the page itself has to begin with that row.
      this.#expected = start?.key;
      this.#twice = start?.twice ?? 0;
    }
  }

  async #rowAt(offset: number): Promise<Row | undefined> {
    const page = await this.#ahead.fetch(offset, 1);
    notePage(this.#report, page);
    return page.rows[0];
  }

  /**
   * A row of an earlier page came again. Where rows have the same time and the server's order among them isn't stable,
   * another row is missing for it: one look at the edge between the pages, with rows of both, shows it.
   * @returns rows that were missing
   */
  async #lookAtEdge(offset: number, again: readonly string[]): Promise<Row[]> {
    if (this.#frontier !== undefined || this.#options.without !== undefined) return [];
    if (this.#looks >= mostLooks) {
      this.#twice += again.length;
      return [];
    }
    const limit = this.#limit();
    const page = await this.#ahead.fetch(Math.max(0, offset + 1 - Math.ceil(limit / 2)), limit);
    notePage(this.#report, page);
    const { fresh } = this.#filter.sift(page, 0);
    const twice = keysThatRepeat(page.rows, this.#options.keyOf);
    this.#twice += again.filter((key) => twice.has(key)).length;
    if (fresh.length === 0) this.#looks += 1;
    return fresh;
  }

  #finish(end: number): void {
    this.#ended = true;
    const report = this.#report;
    report.read = end;
    const counted = (this.#options.start?.offset ?? 0) + report.delivered + report.filtered;
    report.duplicates = Math.max(0, end - counted);
    if (report.duplicates > this.#twice && this.#overlaps) {
      const open = report.duplicates - this.#twice;
      this.#note(`${open} rows came again where others may be missing: the server's order isn't stable.`);
    }
    if (report.totalAfter !== undefined && report.totalAfter !== end) {
      this.#note(`The server counts ${report.totalAfter} rows but sent ${end}.`);
    }
    report.complete = report.problems.length === 0;
  }

  #stopAtSameRows(offset: number): void {
    this.#stop(`The server sends the same rows again and again (near row ${offset}).`);
  }

  #stop(problem: string): void {
    this.#ended = true;
    this.#note(problem);
  }

  #note(problem: string): void {
    noteProblem(this.#report, problem);
  }
}

const unproven = 'Pages could not be made to overlap: a change while reading would not have been noticed.';

/**
 * Whether more rows follow. hasMore decides; where it is missing, the end needs a page without anything new, or two
 * signs: a total can be wrong, and a short page may be a smaller page size of the server's.
 */
function goesOn(
  page: RawPage,
  end: number,
  { short, nothingNew }: { short: boolean; nothingNew: boolean },
): boolean {
  const { hasMore, total, nextOffset } = page.pagination;
  if (hasMore !== undefined) return hasMore;
  if (nextOffset !== undefined) return true;
  return nothingNew ? total !== undefined && total > end : !(total === end && short);
}
