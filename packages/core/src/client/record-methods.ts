import type { Scope } from '../data-types/scope.ts';
import {
  type DataTypeName,
  dataTypeNames,
  type FiltersOf,
  type RecordOf,
  type ScopeOf,
} from '../data-types/types.ts';
import type { RecordQuery } from '../records/record-query.ts';
import { type ReadSettings, settingNames } from '../records/settings.ts';

/** Filters of a data type and how to read it. */
export type QueryOf<T extends DataTypeName> = FiltersOf<T> & ReadSettings;

export type RecordMethod<T extends DataTypeName> = (
  scope: ScopeOf<T>,
  query?: QueryOf<T>,
) => RecordQuery<RecordOf<T>>;

type CamelCase<T extends string> = T extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : T;

/** One method per data type of the registry, agent_decisions as agentDecisions. Ratings share one method. */
export type RecordMethods = {
  [T in Exclude<DataTypeName, `ratings_${string}` | 'recordings'> as CamelCase<T>]: RecordMethod<T>;
};

/** The methods, made from the registry. */
export function recordMethods(
  records: (name: DataTypeName, scope: Scope, query?: object) => RecordQuery<unknown>,
): RecordMethods {
  const methods = dataTypeNames.map((name) => [
    name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    (scope: Scope, query?: object) => records(name, scope, query),
  ]);
  // The compiler can't follow names through Object.fromEntries; RecordMethods says the same in types.
  return Object.fromEntries(methods) as RecordMethods;
}

/** Tells the filters of a query from how it is read. */
export function splitQuery(query: object): {
  filters: Partial<Record<string, unknown>>;
  settings: ReadSettings;
} {
  const entries = Object.entries(query);
  return {
    filters: Object.fromEntries(entries.filter(([name]) => !Object.hasOwn(settingNames, name))),
    settings: Object.fromEntries(entries.filter(([name]) => Object.hasOwn(settingNames, name))),
  };
}
