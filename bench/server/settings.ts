/** What the server of the benchmarks holds and how it answers. */
export interface ServerSettings {
  /** Events. */
  readonly rows?: number;
  /** Most rows on a page; a greater limit is cut to it. Default 1000. */
  readonly pageLimit?: number;
  /** ms before each answer. Default 0. */
  readonly latency?: number;
  /** Recordings. */
  readonly files?: number;
  /** Bytes of each. */
  readonly fileBytes?: number;
  /** MB/s per connection; 0, the default, is as fast as it goes. */
  readonly fileSpeed?: number;
}

/** What was asked of it since it was reset. */
export interface Counts {
  requests: number;
  /** Events sent, fences included. */
  rows: number;
  /** Bytes of pages. */
  bytes: number;
  /** When the first request came, ms of the system's monotonic clock. */
  firstAt: number;
}
