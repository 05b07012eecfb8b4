import type { z } from 'zod';
import type { FilterName } from './filters.ts';

/** Where records can be asked for. */
export type ScopeKind = 'experiment' | 'room' | 'participant';

/** What a data type is. Everything the toolkit knows about a data type stands here, and only here. */
export interface DataTypeDefinition {
  /** Path below /data/, as in /data/{path}/{scope}/{id}. */
  readonly path: string;
  /** For people, e.g. in drop-downs. */
  readonly title: string;
  /** One sentence for docs and help. */
  readonly description: string;
  /** Scopes the API serves it at. */
  readonly scopes: readonly ScopeKind[];
  /** Scope the API key needs; null where nothing is published (the server's own answer is shown then). */
  readonly apiScope: string | null;
  /** Fields that together name a record; null where records have no name. */
  readonly key: readonly string[] | null;
  /** Field with the time of a record; null where it has none. */
  readonly time: string | null;
  /** Field to sort by; null where the API takes none. */
  readonly sort: string | null;
  /** Records change after they were first written (a status, an end time): old ones are worth reading again. */
  readonly changes?: true;
  /** Records are samples of something that goes on (a rating, a gaze), not things that happen one by one. */
  readonly sampled?: true;
  /** The API pages it with limit and offset. */
  readonly paged: boolean;
  /** Records per request, at most 1000 where it is paged; null where the API takes no limit. */
  readonly pageSize: number | null;
  /** Most records that the API ever gives; a result of exactly as many may be cut off. */
  readonly cap?: number;
  /** Filters it takes. */
  readonly filters: readonly FilterName[];
  /** Known fields; unknown ones are kept. Field order is column order. */
  readonly schema: z.ZodObject;
  /** Older names of a field, in order of preference. */
  readonly aliases: Readonly<Record<string, readonly string[]>>;
  /** Milliseconds until a request is given up, where the usual time is too short. */
  readonly timeout?: number;
  /** Present where it is a part of another data type: asked for one after the other. */
  readonly view?: readonly View[];
}

/** A part of the events: a category, narrowed on the client by the start of eventType. */
export interface View {
  readonly category: string;
  readonly eventTypePrefix?: string;
}

/** Checks an entry and keeps its exact type. */
export const define = <const T extends DataTypeDefinition>(definition: T): T => definition;
