import type { z } from 'zod';
import type { DataTypeDefinition } from './define.ts';
import type { FilterName, FilterValues } from './filters.ts';
import { dataTypes } from './registry.ts';
import type { ExperimentScope, ParticipantScope, RoomScope } from './scope.ts';

type Registry = typeof dataTypes;

/** Name of a data type: its path with / and - as _, e.g. ratings_continuous; parts of another have their own. */
export type DataTypeName = keyof Registry;

/** The names, in registry order. */
export const dataTypeNames = Object.keys(dataTypes) as DataTypeName[];

/** The registry entry of a data type, without its exact type. */
export const dataType = (name: DataTypeName): DataTypeDefinition => dataTypes[name];

/** A record of a data type: known fields typed, unknown fields kept as unknown. */
export type RecordOf<T extends DataTypeName> = z.infer<Registry[T]['schema']>;

type FilterNameOf<T extends DataTypeName> = Registry[T]['filters'][number];

/** Filters that a data type takes. The others are named as never: a type without filters would take anything. */
export type FiltersOf<T extends DataTypeName> = Pick<FilterValues, FilterNameOf<T>> & {
  [K in Exclude<FilterName, FilterNameOf<T>>]?: never;
};

interface ScopesByKind {
  experiment: ExperimentScope;
  room: RoomScope;
  participant: ParticipantScope;
}

/** Scopes that a data type exists at. */
export type ScopeOf<T extends DataTypeName> = ScopesByKind[Registry[T]['scopes'][number]];
