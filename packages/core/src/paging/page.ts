import type { Pagination } from '../transport/envelope.ts';

export type Row = Record<string, unknown>;

/** A page as the server sent it. */
export interface RawPage {
  readonly rows: Row[];
  readonly pagination: Pagination;
  readonly warnings: readonly string[];
  /** Why the page can't be taken for all that the server has there. */
  readonly problem?: string;
}

/** Asks for one page. */
export type FetchPage = (offset: number, limit: number, signal?: AbortSignal) => Promise<RawPage>;
