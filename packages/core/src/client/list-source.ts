import type { Row } from '../paging/page.ts';
import { readPages } from '../paging/read-pages.ts';
import type { ReadReport } from '../paging/reading.ts';
import { rowKey } from '../paging/row-key.ts';
import type { Source } from '../records/record-query.ts';
import type { Query } from '../transport/call.ts';
import { isObject, readEnvelope, rowsOf } from '../transport/envelope.ts';
import type { Transport } from '../transport/transport.ts';

export interface ListSettings {
  /** Rows per request, where the list is paged. */
  readonly pageSize?: number;
  readonly limit?: number;
  readonly signal?: AbortSignal;
}

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
    const { pageSize, limit = Number.POSITIVE_INFINITY } = this.#settings;
    let left = limit;
    const pages = readPages({
      fetchPage: (offset, size, signal) => this.#fetch(offset, size, signal),
      keyOf: rowKey(['id']),
      // A list without paging comes whole: the size only says that one page is all.
      pageSize: pageSize === undefined ? Number.POSITIVE_INFINITY : Math.min(pageSize, limit),
      concurrency: 1,
      report,
    });
    for await (const rows of pages) {
      yield rows.slice(0, left);
      left -= rows.length;
      if (left <= 0) return;
    }
  }

  async total(): Promise<number | undefined> {
    if (this.#settings.pageSize === undefined) return undefined;
    return (await this.#fetch(0, 1)).pagination.total;
  }

  async #fetch(offset: number, limit: number, signal?: AbortSignal) {
    const paging = this.#settings.pageSize === undefined ? {} : { limit, offset };
    const answer = await this.#transport.call(this.#path, {
      query: { ...this.#query, ...paging },
      signal: this.#settings.signal ?? signal,
    });
    const envelope = readEnvelope(answer.body);
    // Some lists come as a bare array (experiments/shared in the developer docs).
    const rows = Array.isArray(answer.body) ? answer.body.filter(isObject) : rowsOf(envelope);
    return { rows: rows as Row[], pagination: envelope.pagination, warnings: envelope.warnings };
  }
}
