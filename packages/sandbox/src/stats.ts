/** What the sandbox was asked, for tests and for the curious. */
export interface Stats {
  /** Requests to the API. */
  requests: number;
  /** Requests by endpoint family, e.g. /data/events. */
  readonly byEndpoint: Record<string, number>;
  /** Answers by HTTP status. */
  readonly byStatus: Record<number, number>;
  /** Requests refused by the rate limit (not by faults). */
  rateLimited: number;
  /** Faults by kind. */
  readonly faults: Record<string, number>;
  /** Requests to the storage side. */
  storageRequests: number;
  /** Requests to the storage side that carried an API key or a token: a leak. */
  keySentToStorage: number;
  /** Bytes of bodies sent by both sides. */
  bytesSent: number;
}

export const newStats = (): Stats => ({
  requests: 0,
  byEndpoint: {},
  byStatus: {},
  rateLimited: 0,
  faults: {},
  storageRequests: 0,
  keySentToStorage: 0,
  bytesSent: 0,
});

export function count<K extends string | number>(counts: Record<K, number>, key: K): void {
  counts[key] = (counts[key] ?? 0) + 1;
}
