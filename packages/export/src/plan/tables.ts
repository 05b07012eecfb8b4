import {
  type DataTypeDefinition,
  type DataTypeName,
  dataType,
  dataTypeNames,
  scopeParts,
  UsageError,
} from '@hyperstudy-workflows/core';
import type { ExportOptions } from '../run/options.ts';

/** A table of an export. */
export interface PlannedTable {
  readonly type: DataTypeName;
  readonly definition: DataTypeDefinition;
  /** Name of the file, without extension. */
  readonly slug: string;
  /** The service gives it by room only: it is read room by room. */
  readonly byRoom: boolean;
}

/**
 * The tables of an export, in registry order.
 * @throws {UsageError} for a type that can't be had at the scope.
 */
export function planTables(options: Pick<ExportOptions, 'scope' | 'types' | 'recordings'>): PlannedTable[] {
  const { kind } = scopeParts(options.scope);
  const all = options.types === undefined || options.types === 'all';
  const wanted = new Set<DataTypeName>(all ? dataTypeNames : (options.types as readonly DataTypeName[]));
  if (options.recordings === 'download') wanted.add('recordings');
  if (options.recordings === 'none') wanted.delete('recordings');
  const tables = dataTypeNames
    .filter((type) => wanted.has(type))
    .map((type) => {
      const definition = dataType(type);
      const byRoom =
        kind === 'experiment' && !definition.scopes.includes(kind) && definition.scopes.includes('room');
      return { type, definition, slug: type, byRoom };
    })
    .filter((table) => table.byRoom || table.definition.scopes.includes(kind) || !all);
  for (const { type, definition, byRoom } of tables) {
    if (byRoom || definition.scopes.includes(kind)) continue;
    throw new UsageError(`${type} can't be exported by ${kind}.`, {
      hint: `It exists by ${definition.scopes.join(' and ')}: leave it out, or change the scope.`,
    });
  }
  if (tables.length === 0)
    throw new UsageError('There is nothing to export.', { hint: 'Name types, or all.' });
  return tables;
}
