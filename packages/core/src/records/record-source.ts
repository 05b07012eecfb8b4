import type { DataTypeDefinition, View } from '../data-types/define.ts';
import type { FilterValues } from '../data-types/filters.ts';
import { type Scope, scopeParts } from '../data-types/scope.ts';
import { keepRows, takeRows } from '../paging/narrow.ts';
import type { Row } from '../paging/page.ts';
import type { ReadStart } from '../paging/read-options.ts';
import { readPages } from '../paging/read-pages.ts';
import { emptyReport, noteProblem, type ReadReport, sumOfReports } from '../paging/reading.ts';
import { rowKey } from '../paging/row-key.ts';
import { wholeList } from '../paging/whole-list.ts';
import type { Transport } from '../transport/transport.ts';
import { insist, warnOf } from './conclude.ts';
import { DriftCounter } from './drift.ts';
import { fetchRecords, type Place, readRecords } from './fetch-records.ts';
import { checkScope, filterParameters } from './parameters.ts';
import type { Source } from './record-query.ts';
import { checkSettings, type ReadSettings } from './settings.ts';

export interface SourceOptions {
  readonly transport: Transport;
  readonly name: string;
  readonly definition: DataTypeDefinition;
  readonly scope: Scope;
  readonly filters: FilterValues;
  readonly settings: ReadSettings;
}

/** Reads the records of one data type at one scope. All checks happen here, before any request. */
export class RecordSource implements Source {
  readonly #name: string;
  readonly #place: Place;

  /** @throws {UsageError} for a scope, filter or setting that can't work. */
  constructor({ transport, name, definition, scope, filters, settings }: SourceOptions) {
    this.#name = name;
    const parts = scopeParts(scope);
    checkScope(name, definition, parts.kind);
    checkSettings(settings, definition);
    const query = filterParameters(name, definition, filters);
    this.#place = { transport, definition, scope: parts, query, settings };
  }

  /**
   * New rows, page by page. The report is filled while reading; it is complete when this ends.
   * @throws {IntegrityError} at the end, see the setting `strict`
   */
  async *pages(report: ReadReport): AsyncGenerator<Row[], void> {
    const { definition, settings } = this.#place;
    const drift = new DriftCounter(definition);
    try {
      for await (const rows of this.#pages(report)) {
        if (settings.drift !== false) drift.add(rows);
        yield rows;
      }
    } finally {
      report.drift = drift.report;
    }
    if (settings.strict === true) insist(this.#name, report);
  }

  warn(report: ReadReport): void {
    warnOf(this.#name, report, this.#place.transport.connection.logger);
  }

  /** The server's count, from one request for a single record; undefined where it gives none. */
  async total(): Promise<number | undefined> {
    const { definition, settings } = this.#place;
    if (!definition.paged || definition.view !== undefined) return undefined;
    const { signal, limit = Number.POSITIVE_INFINITY } = settings;
    const { pagination } = await readRecords(this.#place, { offset: 0, limit: 1, signal });
    const { total } = pagination;
    return total === undefined ? undefined : Math.min(total, limit);
  }

  async *#pages(report: ReadReport): AsyncGenerator<Row[], void> {
    const { definition, settings } = this.#place;
    const most = settings.limit ?? Number.POSITIVE_INFINITY;
    if (definition.view === undefined) {
      yield* this.#pagesOf(undefined, most, report);
      return;
    }
    // Releases differ in the category, and a study may have rooms of several: all are asked for.
    const parts: ReadReport[] = [];
    for (const view of definition.view) {
      const left = most - parts.reduce((sum, { delivered }) => sum + delivered, 0);
      if (left <= 0) return;
      const part = emptyReport();
      parts.push(part);
      try {
        yield* this.#pagesOf(view, left, part);
      } finally {
        Object.assign(report, sumOfReports(parts));
      }
    }
  }

  async *#pagesOf(view: View | undefined, most: number, report: ReadReport): AsyncGenerator<Row[], void> {
    const { definition } = this.#place;
    const pages = definition.paged ? this.#paged(view, report) : this.#whole(report);
    const belongs = viewFilter(view);
    yield* takeRows(belongs === undefined ? pages : keepRows(pages, belongs, report), most, report);
    const { cap } = definition;
    if (cap !== undefined && report.delivered >= cap && report.delivered < most) {
      noteProblem(
        report,
        `The server gives at most ${cap} of these, and gave ${report.delivered}: ask deployment by deployment.`,
      );
    }
  }

  #paged(view: View | undefined, report: ReadReport): AsyncGenerator<Row[], void> {
    const { transport, definition, settings } = this.#place;
    const { limit = Number.POSITIVE_INFINITY, pageSize = definition.pageSize ?? 1000 } = settings;
    // How many rows hold so many of a part isn't known: those are read by whole pages.
    const wanted = view?.eventTypePrefix === undefined ? limit : Number.POSITIVE_INFINITY;
    return readPages({
      fetchPage: (offset, size, signal) => fetchRecords(this.#place, { view, offset, limit: size, signal }),
      keyOf: rowKey(definition.key),
      pageSize: Math.min(pageSize, wanted),
      mostPerRequest: definition.pageSize ?? 1000,
      concurrency: limit <= pageSize ? 1 : settings.concurrency,
      eager: transport.connection.budget.limits.perHour === Number.POSITIVE_INFINITY,
      start: startOf(settings),
      report,
      signal: settings.signal,
      without: settings.without,
    });
  }

  /** A data type that the API gives in one piece. */
  async *#whole(report: ReadReport): AsyncGenerator<Row[], void> {
    const { definition, settings } = this.#place;
    const { signal } = settings;
    let page = await readRecords(this.#place, { limit: definition.pageSize ?? undefined, signal });
    // A cap was reached: ask once more with a larger one.
    const larger = (definition.pageSize ?? page.rows.length) * 10;
    if (page.truncated) page = await readRecords(this.#place, { limit: larger, signal });
    const rows = wholeList(page, definition.key === null ? undefined : rowKey(definition.key), report);
    if (page.truncated) noteProblem(report, 'The server cut the list off: ask room by room.');
    if (rows.length > 0) yield rows;
  }
}

function startOf({ offset = 0, expectFirst }: ReadSettings): ReadStart | undefined {
  if (offset === 0 && expectFirst === undefined) return undefined;
  return { offset, holds: expectFirst ?? (() => true) };
}

/** Keeps events by the start of their type; without a type they can't belong. */
function viewFilter(view: View | undefined): ((row: Row) => boolean) | undefined {
  const prefix = view?.eventTypePrefix;
  if (prefix === undefined) return undefined;
  return (row) => typeof row.eventType === 'string' && row.eventType.startsWith(prefix);
}
