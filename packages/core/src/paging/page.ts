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

/** When and whether a page is needed. */
export interface PageWish {
  readonly signal?: AbortSignal;
  /** Resolves when the page is waited for: until then it is asked for, but needn't be unpacked. */
  readonly turn?: Promise<void>;
}

/** Asks for one page. */
export type FetchPage = (offset: number, limit: number, wish?: PageWish) => Promise<RawPage>;
