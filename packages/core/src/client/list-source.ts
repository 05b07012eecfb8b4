import { takeRows } from '../paging/narrow.ts';
import type { RawPage, Row } from '../paging/page.ts';
import { readPages } from '../paging/read-pages.ts';
import type { ReadReport } from '../paging/reading.ts';
import { rowKey } from '../paging/row-key.ts';
import { wholeList } from '../paging/whole-list.ts';
import { warnOf } from '../records/conclude.ts';
import type { Source } from '../records/record-query.ts';
import type { Query } from '../transport/call.ts';
import { readEnvelope, rowsOf } from '../transport/envelope.ts';
import type { Transport } from '../transport/transport.ts';

export interface ListSettings {
  /** Rows per request, where the list is paged. */
  readonly pageSize?: number;
  readonly limit?: number;
  readonly signal?: AbortSignal;
}

const keyOf = rowKey(['id']);

/** Reads a list of things that are no records: experiments, deployments, sessions. */
export class ListSource implements Source {
  readonly #transport: Transport;
  readonly #path: string;
  readonly #query: Query;
  readonly #settings: ListSettings;

  constructor(transport: Transport, path: string, query: Query, settings: ListSettings) {
    this.#transport = transport;
    this.#path = path;
    this.#query = query;
    this.#settings = settings;
  }

  async *pages(report: ReadReport): AsyncGenerator<Row[], void> {
    const { limit = Number.POSITIVE_INFINITY } = this.#settings;
    yield* takeRows(this.#pages(report, limit), limit, report);
  }

  warn(report: ReadReport): void {
    warnOf(this.#path, report, this.#transport.connection.logger);
  }

  async total(): Promise<number | undefined> {
    const { pageSize, limit = Number.POSITIVE_INFINITY, signal } = this.#settings;
    if (pageSize === undefined) return undefined;
    const { total } = (await this.#fetch({ offset: 0, limit: 1 }, signal)).pagination;
    return total === undefined ? undefined : Math.min(total, limit);
  }

  async *#pages(report: ReadReport, limit: number): AsyncGenerator<Row[], void> {
    const { pageSize, signal } = this.#settings;
    if (pageSize === undefined) {
      const rows = wholeList(await this.#fetch({}, signal), keyOf, report);
      if (rows.length > 0) yield rows;
      return;
    }
    yield* readPages({
      fetchPage: (offset, size, signal) => this.#fetch({ offset, limit: size }, signal),
      keyOf,
      pageSize: Math.min(pageSize, limit),
      mostPerRequest: pageSize,
      concurrency: 1,
      report,
      signal,
    });
  }

  async #fetch(
    slice: { offset?: number; limit?: number },
    signal: AbortSignal | undefined,
  ): Promise<RawPage> {
    const answer = await this.#transport.call(this.#path, { query: { ...this.#query, ...slice }, signal });
    // Some lists come as a bare array (experiments/shared in the developer docs); the envelope reads that too.
    const envelope = readEnvelope(answer.body);
    return { rows: rowsOf(envelope), pagination: envelope.pagination, warnings: envelope.warnings };
  }
}
