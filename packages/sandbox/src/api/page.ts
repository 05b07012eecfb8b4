import type { Row, Sequence } from '../study/sequence.ts';
import type { Pagination } from './answer.ts';
import type { Call } from './route.ts';

export interface Page {
  readonly limit: number;
  readonly offset: number;
}

/** The page asked for; a limit beyond the server's is cut to it, without a word. */
export const pageOf = ({ query, pageLimit }: Pick<Call, 'query' | 'pageLimit'>, fallback: number): Page => ({
  limit: Math.min(query.whole('limit', fallback, 1), pageLimit),
  offset: query.whole('offset', 0, 0),
});

/** The rows of a page. Descending is the exact mirror of ascending, also among equal times. */
export function rowsOf(sequence: Sequence, { limit, offset }: Page, order: 'asc' | 'desc' = 'asc'): Row[] {
  const count = Math.max(0, Math.min(limit, sequence.length - offset));
  const first = order === 'asc' ? offset : sequence.length - offset - count;
  const rows = Array.from({ length: count }, (_, index) => sequence.row(first + index));
  return order === 'asc' ? rows : rows.reverse();
}

export function paginationOf(total: number, returned: number, { limit, offset }: Page): Pagination {
  const hasMore = offset + returned < total;
  return { total, returned, hasMore, limit, offset, ...(hasMore ? { nextOffset: offset + returned } : {}) };
}
