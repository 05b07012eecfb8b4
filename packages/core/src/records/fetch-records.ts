import type { DataTypeDefinition, View } from '../data-types/define.ts';
import type { ScopeParts } from '../data-types/scope.ts';
import { release } from '../environment/release.ts';
import type { PageSource, RawPage, Row } from '../paging/page.ts';
import type { Query, Received } from '../transport/call.ts';
import { isObject, readEnvelope, rowsOf } from '../transport/envelope.ts';
import type { Transport } from '../transport/transport.ts';
import { normaliser } from './normalise.ts';
import { pathOf, viewParameters } from './parameters.ts';
import type { ReadSettings } from './settings.ts';

export interface Place {
  readonly transport: Transport;
  readonly definition: DataTypeDefinition;
  readonly scope: ScopeParts;
  /** Filters, as the API's parameters. */
  readonly query: Query;
  readonly settings: ReadSettings;
}

/** What to ask for; a part that is missing is not sent. */
export interface Slice {
  readonly view?: View;
  readonly offset?: number;
  readonly limit?: number;
  readonly signal?: AbortSignal;
}

/** Rows with their current field names. */
export type RecordsPage = RawPage & { readonly truncated: boolean };

/** Asks a data route; the answer is unpacked when it is needed. */
export async function fetchRecords(
  { transport, definition, scope, query, settings }: Place,
  { view, offset, limit, signal }: Slice,
): Promise<() => Promise<RecordsPage>> {
  const packed = await transport.fetch(pathOf(definition, scope), {
    query: {
      ...query,
      ...viewParameters(view),
      roomId: scope.room,
      limit,
      offset,
      order: definition.paged ? (settings.order ?? 'asc') : undefined,
      sort: settings.sort ?? definition.sort ?? undefined,
    },
    timeout: definition.timeout,
    needs: definition.apiScope ?? undefined,
    signal,
  });
  return async () => pageOf(await packed(), definition);
}

/** The same, unpacked at once. */
export async function readRecords(place: Place, slice: Slice): Promise<RecordsPage> {
  const unpack = await fetchRecords(place, slice);
  return unpack();
}

function pageOf({ answer, bytes }: Received, definition: DataTypeDefinition): RecordsPage {
  const envelope = readEnvelope(answer.body);
  const rows = rowsOf(envelope);
  const normalise = normaliser(definition);
  return {
    rows: normalise(rows),
    source: sourceOf(bytes, normalise),
    pagination: envelope.pagination,
    warnings: [...envelope.warnings, ...droppedWrites(envelope.metadata)],
    problem: problemOf(answer.body, envelope.data, rows.length),
    truncated: envelope.metadata.truncated === true,
  };
}

function sourceOf(bytes: Buffer<ArrayBuffer>, normalise: (rows: Row[]) => Row[]): PageSource {
  return {
    bytes: bytes.length,
    rows: () => normalise(rowsOf(readEnvelope(JSON.parse(bytes.toString())))),
    // Now, and not at the next large garbage collection: until then much would have come together.
    release: () => release(bytes),
  };
}

/** An answer that holds something else than records. No answer at all (204) is an empty list. */
function problemOf(body: unknown, data: unknown, rows: number): string | undefined {
  if (body === undefined || isObject(data)) return undefined;
  if (!Array.isArray(data)) return 'The server sent an answer without a list of records in it.';
  const others = data.length - rows;
  return others > 0 ? `The server sent ${others} entries that are no records.` : undefined;
}

function droppedWrites(metadata: Readonly<Record<string, unknown>>): string[] {
  const { droppedWrites: dropped } = metadata;
  return Array.isArray(dropped) && dropped.length > 0
    ? [`DROPPED_WRITES: ${dropped.length} writes to variables were lost`]
    : [];
}
