/** Paging facts of an answer; every one may be missing. */
export interface Pagination {
  readonly total?: number;
  readonly returned?: number;
  readonly hasMore?: boolean;
  readonly nextOffset?: number;
  readonly limit?: number;
  readonly offset?: number;
}

/** What an answer says, whichever release wrote it. */
export interface Envelope {
  /** As sent: an array, an object, or undefined where there was none. */
  readonly data: unknown;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly pagination: Pagination;
  /** The server's own warnings, e.g. MISSING_INDEX: ... */
  readonly warnings: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads any variant: with or without metadata, pagination nested or flat, a bare array, or nothing at all. */
export function readEnvelope(body: unknown): Envelope {
  if (!isObject(body)) return { data: body ?? undefined, metadata: {}, pagination: {}, warnings: [] };
  const metadata = isObject(body.metadata) ? body.metadata : {};
  const places = [metadata.pagination, body.pagination, metadata, body].filter(isObject);
  return {
    data: body.data ?? undefined,
    metadata,
    pagination: readPagination(places.find(paginates) ?? {}),
    warnings: listOf(metadata._warnings).map(textOf),
  };
}

const paginates = (place: Json): boolean =>
  ['total', 'hasMore', 'nextOffset', 'returned', 'limit'].some((name) => place[name] !== undefined);

function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  return typeof value === 'string' ? [value] : [];
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  try {
    return JSON.stringify(value);
  } catch {
    // Nested too deeply to be written.
    return 'a warning that can not be shown';
  }
}

function readPagination(source: Json): Pagination {
  return {
    total: wholeNumber(source.total),
    returned: wholeNumber(source.returned),
    hasMore: typeof source.hasMore === 'boolean' ? source.hasMore : undefined,
    nextOffset: wholeNumber(source.nextOffset),
    limit: wholeNumber(source.limit),
    offset: wholeNumber(source.offset),
  };
}

const wholeNumber = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;

/** The rows of a list answer; what is no object is left out (hostile or broken servers). */
export function rowsOf(envelope: Envelope): Record<string, unknown>[] {
  const { data } = envelope;
  if (!Array.isArray(data)) return isObject(data) ? [{ ...data }] : [];
  return data.every(isObject) ? data : data.filter(isObject);
}

/** The one thing of an answer: an array of one, or the thing itself; null where there is none. */
export function unwrapOne(envelope: Envelope): unknown {
  const { data } = envelope;
  if (Array.isArray(data)) return data[0] ?? null;
  return data ?? null;
}
