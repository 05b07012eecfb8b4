import type { DataTypeDefinition, View } from '../data-types/define.ts';
import type { FilterValues } from '../data-types/filters.ts';
import { type Scope, type ScopeParts, scopeParts } from '../data-types/scope.ts';
import { UsageError } from '../errors/usage-error.ts';
import type { RawPage, Row } from '../paging/page.ts';
import { readPages } from '../paging/read-pages.ts';
import { notePage, type ReadReport } from '../paging/reading.ts';
import { rowKey } from '../paging/row-key.ts';
import type { Query } from '../transport/call.ts';
import { readEnvelope, rowsOf } from '../transport/envelope.ts';
import type { Transport } from '../transport/transport.ts';
import { normaliser } from './normalise.ts';
import { checkScope, filterParameters, pathOf, viewParameters } from './parameters.ts';
import type { Source } from './record-query.ts';

/** How records are read. */
export interface ReadSettings {
  /** Most records in all. Default: all there are. */
  limit?: number;
  /** Records per request, 1 to 1000. Default: the data type's, 1000. */
  pageSize?: number;
  /** Requests under way at once. Default 4. */
  concurrency?: number;
  /** Field to sort by. Default: the data type's, usually timestamp. */
  sort?: string;
  /** Default asc. */
  order?: 'asc' | 'desc';
  signal?: AbortSignal;
  /** Only for tests that prove what these are for. */
  without?: 'fence' | 'dedupe';
}

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
  readonly #options: SourceOptions;
  readonly #scope: ScopeParts;
  readonly #query: Query;
  readonly #pageSize: number;

  /** @throws {UsageError} for a scope, filter or setting that can't work. */
  constructor(options: SourceOptions) {
    const { name, definition, settings } = options;
    this.#options = options;
    this.#scope = scopeParts(options.scope);
    checkScope(name, definition, this.#scope);
    this.#query = filterParameters(name, definition, options.filters);
    this.#pageSize = wholeFrom1(settings.pageSize ?? definition.pageSize, 'pageSize');
    if (definition.paged && this.#pageSize > 1000) {
      throw new UsageError('pageSize must be at most 1000.', {
        hint: 'The service documents no larger page.',
      });
    }
    if (settings.limit !== undefined) wholeFrom1(settings.limit, 'limit');
    if (settings.concurrency !== undefined) wholeFrom1(settings.concurrency, 'concurrency');
  }

  /** New rows, page by page. The report is filled while reading; it is complete when this ends. */
  async *pages(report: ReadReport): AsyncGenerator<Row[], void> {
    const views = this.#options.definition.view ?? [undefined];
    for (const [index, view] of views.entries()) {
      let found = 0;
      for await (const rows of this.#pagesOf(view, report)) {
        found += rows.length;
        if (rows.length > 0) yield rows;
      }
      // Releases differ in the category: the next one is tried only where this one had nothing.
      if (found > 0 || index === views.length - 1) return;
      resetCounts(report);
    }
  }

  /** The server's count, from one request for a single record; undefined where it gives none. */
  async total(): Promise<number | undefined> {
    const { definition } = this.#options;
    if (!definition.paged || definition.view !== undefined) return undefined;
    return (await this.#fetch(undefined, 0, 1)).pagination.total;
  }

  async *#pagesOf(view: View | undefined, report: ReadReport): AsyncGenerator<Row[], void> {
    const { definition, settings } = this.#options;
    const normalise = normaliser(definition);
    const keep = viewFilter(view);
    const pages = definition.paged ? this.#paged(view, report) : this.#whole(report);
    let left = settings.limit ?? Number.POSITIVE_INFINITY;
    for await (const rows of pages) {
      const kept = normalise(keep === undefined ? rows : rows.filter(keep));
      report.filtered += rows.length - kept.length;
      report.delivered -= rows.length - kept.length;
      if (kept.length < left) {
        left -= kept.length;
        yield kept;
        continue;
      }
      report.delivered -= kept.length - left;
      // Cut short because the caller asked for no more: complete in that sense.
      report.complete = report.problems.length === 0;
      yield kept.slice(0, left);
      return;
    }
    this.#noteCap(report);
  }

  #paged(view: View | undefined, report: ReadReport): AsyncGenerator<Row[], void> {
    const { definition, settings } = this.#options;
    const key = rowKey(definition.key);
    const normalise = normaliser({ ...definition });
    const wanted = settings.limit ?? Number.POSITIVE_INFINITY;
    const pageSize = Math.min(this.#pageSize, wanted);
    return readPages({
      // Keys are read before the rows are normalised elsewhere: older names count too.
      fetchPage: async (offset, limit, signal) => {
        const page = await this.#fetch(view, offset, limit, signal);
        normalise(page.rows);
        return page;
      },
      keyOf: key,
      pageSize,
      concurrency: wanted <= pageSize ? 1 : (settings.concurrency ?? 4),
      report,
      without: settings.without,
    });
  }

  /** A data type that the API gives in one piece. */
  async *#whole(report: ReadReport): AsyncGenerator<Row[], void> {
    const { definition } = this.#options;
    let page = await this.#fetch(undefined, 0, definition.pageSize);
    // A cap was reached: ask once more with a larger one.
    if (page.truncated) page = await this.#fetch(undefined, 0, definition.pageSize * 10);
    notePage(report, page);
    report.read = page.rows.length;
    report.delivered = page.rows.length;
    if (page.truncated) report.problems.push('The server cut the list off: ask room by room.');
    report.complete = report.problems.length === 0;
    yield page.rows;
  }

  async #fetch(
    view: View | undefined,
    offset: number,
    limit: number,
    signal?: AbortSignal,
  ): Promise<RawPage & { truncated: boolean }> {
    const { transport, definition, settings } = this.#options;
    const answer = await transport.call(pathOf(definition, this.#scope), {
      query: {
        ...this.#query,
        ...viewParameters(view),
        roomId: this.#scope.room,
        limit,
        ...(definition.paged ? { offset, order: settings.order ?? 'asc' } : {}),
        sort: settings.sort ?? definition.sort ?? undefined,
      },
      timeout: definition.timeout,
      needs: definition.apiScope ?? undefined,
      signal: anySignal(settings.signal, signal),
    });
    const envelope = readEnvelope(answer.body);
    return {
      rows: rowsOf(envelope),
      pagination: envelope.pagination,
      warnings: [...envelope.warnings, ...droppedWrites(envelope.metadata)],
      truncated: envelope.metadata.truncated === true,
    };
  }

  #noteCap(report: ReadReport): void {
    const { cap } = this.#options.definition;
    if (cap === undefined || report.delivered !== cap) return;
    report.problems.push(
      `The server gives at most ${cap} of these, and gave ${cap}: ask deployment by deployment.`,
    );
    report.complete = false;
  }
}

function resetCounts(report: ReadReport): void {
  report.totalBefore = undefined;
  report.totalAfter = undefined;
  report.read = 0;
  report.filtered = 0;
}

/** Keeps events by the start of their type; without a type they can't belong. */
function viewFilter(view: View | undefined): ((row: Row) => boolean) | undefined {
  const prefix = view?.eventTypePrefix;
  if (prefix === undefined) return undefined;
  return (row) => typeof row.eventType === 'string' && row.eventType.startsWith(prefix);
}

function droppedWrites(metadata: Readonly<Record<string, unknown>>): string[] {
  const { droppedWrites: dropped } = metadata;
  return Array.isArray(dropped) && dropped.length > 0
    ? [`DROPPED_WRITES: ${dropped.length} writes to variables were lost`]
    : [];
}

function wholeFrom1(value: number, name: string): number {
  if (!Number.isInteger(value) || value < 1) throw new UsageError(`${name} must be a whole number from 1.`);
  return value;
}

function anySignal(a: AbortSignal | undefined, b: AbortSignal | undefined): AbortSignal | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return AbortSignal.any([a, b]);
}
