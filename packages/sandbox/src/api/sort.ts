import type { DataTypeDefinition } from '@hyperstudy-workflows/core';
import type { TableName } from '../tables/tables.ts';
import type { Parameters } from './parameters.ts';

/** Keys that participants can be sorted by (docs site, April 2026). */
const participantKeys = [
  'joinedAt',
  'completedAt',
  'id',
  'email',
  'role',
  'status',
  'completionCode',
] as const;

export interface Sort {
  /** As the response says it; null where the type can't be sorted. */
  readonly name: string | null;
  /** Field to order by; undefined: time, which records are ordered by anyway. */
  readonly field: string | undefined;
}

/** The order asked for, if the data type can be ordered so. */
export function sortOf(query: Parameters, type: DataTypeDefinition, table: TableName): Sort {
  if (type.sort === null) return { name: null, field: undefined };
  const onset = 'onset' in type.schema.shape ? ['onset'] : [];
  const allowed = table === 'participants' ? participantKeys : [type.sort, ...onset];
  const name = query.oneOf('sort', allowed, type.sort);
  return { name, field: name === type.time ? undefined : name };
}
