import type { FetchPage, Row } from './page.ts';
import type { ReadReport } from './reading.ts';
import type { RowKey } from './row-key.ts';

/** How a list is read, page by page. */
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
