import type { Pagination } from '../transport/envelope.ts';

export type Row = Record<string, unknown>;

/** A page as the server sent it. */
export interface RawPage {
  readonly rows: Row[];
  readonly pagination: Pagination;
  readonly warnings: readonly string[];
}

/** Asks for one page. */
export type FetchPage = (offset: number, limit: number, signal?: AbortSignal) => Promise<RawPage>;

/** Whether more rows follow: hasMore first, total second; a full page without either is worth a look. */
export function hasMore(page: RawPage, offset: number, limit: number): boolean {
  const { pagination, rows } = page;
  if (pagination.hasMore !== undefined) return pagination.hasMore;
  if (pagination.total !== undefined) return offset + rows.length < pagination.total;
  return rows.length >= limit;
}
