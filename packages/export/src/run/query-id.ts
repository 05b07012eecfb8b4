import { createHash } from 'node:crypto';
import { scopeParts } from '@hyperstudy-workflows/core';
import type { ExportOptions } from './options.ts';

/**
 * What makes two runs the same export: the scope and the filters. Types may be added later; when it runs doesn't
 * count.
 */
export function queryId(
  { scope, start, end, deployment }: ExportOptions,
  host: string,
  privacy?: unknown,
): string {
  const { kind, id, room } = scopeParts(scope);
  const plain = [host, kind, id, room, start, end, deployment];
  const identity = JSON.stringify(privacy === undefined ? plain : [...plain, privacy]);
  return createHash('sha256').update(identity).digest('hex').slice(0, 16);
}
