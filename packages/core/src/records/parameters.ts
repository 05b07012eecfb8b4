import type { DataTypeDefinition, ScopeKind, View } from '../data-types/define.ts';
import { type FilterName, type FilterValues, filters } from '../data-types/filters.ts';
import type { ScopeParts } from '../data-types/scope.ts';
import { UsageError } from '../errors/usage-error.ts';
import type { Query } from '../transport/call.ts';

/** The path of a data type at a scope. */
export function pathOf(definition: DataTypeDefinition, scope: ScopeParts): string {
  return `/data/${definition.path}/${scope.kind}/${encodeURIComponent(scope.id)}`;
}

/** @throws {UsageError} when the data type doesn't exist at the scope. */
export function checkScope(
  name: string,
  definition: Pick<DataTypeDefinition, 'scopes'>,
  kind: ScopeKind,
): void {
  if (definition.scopes.includes(kind)) return;
  const known = definition.scopes.map((scope) =>
    scope === 'participant' ? 'participant (with its room)' : scope,
  );
  throw new UsageError(`${name} can't be asked for by ${kind}.`, {
    hint: `Ask by ${known.join(' or ')}.`,
  });
}

/**
 * Our filters as the API's parameters.
 * @throws {UsageError} for a filter that the data type doesn't take, or a value that is none.
 */
export function filterParameters(name: string, definition: DataTypeDefinition, values: FilterValues): Query {
  const query: Record<string, string | number | boolean> = {};
  for (const [filter, value] of Object.entries(values)) {
    if (value === undefined || value === null || value === '') continue;
    if (!isFilter(filter) || !definition.filters.includes(filter)) {
      const known = definition.filters.length === 0 ? 'none' : definition.filters.join(', ');
      throw new UsageError(`${name} can't be filtered by ${filter}.`, {
        hint: `Filters of ${name}: ${known}.`,
      });
    }
    query[filters[filter].param] = parameter(filter, value);
  }
  if (typeof query.startTime === 'string' && typeof query.endTime === 'string')
    checkOrder(query.startTime, query.endTime);
  return query;
}

/** The parameters of a view: the part of another data type that the server can narrow down. */
export const viewParameters = (view: View | undefined): Query =>
  view === undefined ? {} : { category: view.category };

const isFilter = (name: string): name is FilterName => Object.hasOwn(filters, name);

function parameter(name: FilterName, value: unknown): string | number | boolean {
  switch (filters[name].kind) {
    case 'time':
      return isoTime(value, name);
    case 'flag':
      if (typeof value === 'boolean') return value;
      throw new UsageError(`${name} must be true or false.`);
    case 'ms':
      if (typeof value === 'number' && value > 0) return value;
      throw new UsageError(`${name} must be a number of milliseconds above 0.`);
    case 'text':
      if (typeof value === 'string') return value;
      throw new UsageError(`${name} must be text.`);
  }
}

/**
 * ISO text as the API takes it. Text that is ISO already is kept as it is; a day alone means its start, UTC.
 * @throws {UsageError} for what is no date.
 */
export function isoTime(value: unknown, name: string): string {
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
  const iso = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
  if (typeof value === 'string' && iso.test(value)) {
    // Without a zone it would mean something else on every machine.
    const zoned = /(Z|[+-]\d{2}:?\d{2})$/.test(value.slice(10))
      ? value
      : `${value}${value.length > 10 ? 'Z' : ''}`;
    const date = new Date(zoned);
    if (!Number.isNaN(date.getTime()) && isDay(value.slice(0, 10))) return date.toISOString();
  }
  throw new UsageError(`${name} is no date: ${JSON.stringify(value)}.`, {
    hint: 'Write ISO 8601, e.g. 2026-03-11 or 2026-03-11T15:04:20Z (UTC where no zone is given).',
  });
}

/** The 30th of February is read as the 2nd of March otherwise. */
const isDay = (day: string): boolean => new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);

function checkOrder(start: string, end: string): void {
  if (Date.parse(start) < Date.parse(end)) return;
  throw new UsageError(`start (${start}) is not before end (${end}).`, {
    hint: 'Swap them, or leave one out.',
  });
}
