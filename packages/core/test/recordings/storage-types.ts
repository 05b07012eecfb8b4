/** What goes wrong with one answer of the storage. */
export type Fault =
  | { kind: 'cut'; at: number }
  | { kind: 'stall'; at: number }
  | { kind: 'busy'; status: 429 | 503; retryAfter?: string }
  | { kind: 'error'; status: number }
  | { kind: 'expire'; at: number }
  | { kind: 'wrong-length'; by: number }
  | { kind: 'flip'; at: number }
  | { kind: 'ignore-range' }
  | { kind: 'replace'; at: number }
  | { kind: 'redirect' }
  | { kind: 'page' }
  /** Without Content-Length; ends properly after so many bytes. */
  | { kind: 'chunked'; at: number }
  /** ms before the answer */
  | { kind: 'slow'; wait: number };

/** An object in the storage. */
export interface StoredFile {
  bytes: Buffer;
  generation: number;
  /** Headers by which it can be recognised. */
  tags: 'all' | 'etag' | 'weak' | 'none';
}

export interface StorageServer {
  /** Base URL of the API, ending in /api/v3. */
  readonly url: string;
  readonly files: Map<string, StoredFile>;
  /** The recordings that the list gives. */
  recordings: Record<string, unknown>[];
  /** Says what goes wrong with a request; undefined: nothing. */
  fault: (id: string, request: { from: number; count: number }) => Fault | undefined;
  /** Status that the API answers a mint with; undefined: a URL. */
  mintFault: (id: string, count: number) => number | undefined;
  /** Details of its refusals. */
  mintDetails: object | undefined;
  readonly seen: {
    list: number;
    mints: number;
    storage: number;
    /** Requests to the storage that carried the key: must stay 0. */
    keys: number;
    /** Body bytes given to sockets, by id. */
    sent: Map<string, number>;
    /** Range and If-Range of the requests to the storage. */
    ranges: (readonly [string | undefined, string | undefined])[];
    /** Ids in the order in which the storage was first asked for them. */
    order: string[];
    mostAtOnce: number;
  };
  add(id: string, bytes: Buffer, facts?: Record<string, unknown>): void;
  close(): Promise<void>;
}
