import type { Row } from '../study/sequence.ts';

/** Position of a page in its list. */
export interface Pagination {
  readonly total: number;
  readonly returned: number;
  readonly hasMore: boolean;
  readonly limit: number;
  readonly offset: number;
  readonly nextOffset?: number;
}

/** What a route answers, before it is dressed as a response. */
export interface Answer {
  /** Rows, or one thing. */
  readonly data: object;
  /** Absent: the answer carries none, as for minted URLs. */
  readonly metadata?: Readonly<Record<string, unknown>> & {
    readonly pagination?: Pagination;
    readonly processing?: object;
  };
  /** The answer as plain rows; absent: JSON. */
  readonly rows?: { readonly format: 'csv' | 'ndjson'; readonly list: readonly Row[] };
  /** True: data is the whole body, without envelope. */
  readonly bare?: boolean;
}

/** An answer as it goes out. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
