import type { FetchPage, Row } from './page.ts';
import { PageReader } from './page-reader.ts';
import type { ReadReport } from './reading.ts';
import type { RowKey } from './row-key.ts';

export interface ReadOptions {
  readonly fetchPage: FetchPage;
  readonly keyOf: RowKey;
  /** New rows per page, from 1. */
  readonly pageSize: number;
  /** Most rows to ask for in one request: the fence comes on top of a page where that allows it. Default 1000. */
  readonly mostPerRequest?: number;
  /** Pages under way at once. Default: as many as it takes to keep the reader busy, 2 to 16. */
  readonly concurrency?: number;
  /** Requests are not counted: more of them may be sent before it is known that their pages are needed. */
  readonly eager?: boolean;
  /** Where to begin, instead of at the first row. */
  readonly start?: ReadStart;
  /** Filled while reading. */
  readonly report?: ReadReport;
  readonly signal?: AbortSignal;
  /** Only for the tests that prove that these two are needed. */
  readonly without?: 'fence' | 'dedupe';
}

/** A place in the list that an earlier reading came to. */
export interface ReadStart {
  readonly offset: number;
  /** Whether the row that stands there now is the one that stood there then. */
  readonly holds: (row: Row) => boolean;
}

/**
 * Reads all rows of a list that may change meanwhile, in order, each once.
 *
 * Pages overlap by one row, the fence: the first row of a page must be the last row of the page before. If it is
 * not, rows came in (or went) further up; the place is found by probing the page starts, and reading goes on from
 * there. Rows that were delivered before are known by their key.
 * @throws {MovedError} where the start is no longer what it was
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
