import type { Pagination } from '../transport/envelope.ts';

export type Row = Record<string, unknown>;

/** An answer as it came. */
export interface PageSource {
  readonly bytes: number;
  /** Its rows once more, as they were before anyone changed them. Not after release. */
  rows(): Row[];
  /** Frees the memory. */
  release(): void;
}

/** A page as the server sent it. */
export interface RawPage {
  readonly rows: Row[];
  /** Where it is missing, rows are hashed for what else it would be needed for. */
  readonly source?: PageSource;
  readonly pagination: Pagination;
  readonly warnings: readonly string[];
  /** Why the page can't be taken for all that the server has there. */
  readonly problem?: string;
}

/** Unpacks a page that came, when it is needed. */
export type PackedPage = () => Promise<RawPage>;

/** Asks for one page. */
export type FetchPage = (
  offset: number,
  limit: number,
  signal?: AbortSignal,
) => Promise<RawPage | PackedPage>;
