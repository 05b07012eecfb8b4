import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import { scopeParts } from '@hyperstudy-workflows/core';
import { folderName } from '@hyperstudy-workflows/export';
import type { Inputs } from '../inputs/index.ts';
import type { RunFacts } from '../runner/index.ts';

/** Names what is exported and how: runs with the same id can go on from each other. Hex. */
export function queryIdOf({ scopes, settings, ...inputs }: Inputs): string {
  // What doesn't change the files is no part of it.
  const { full: _full, concurrency: _concurrency, pageSize: _pageSize, ...query } = settings;
  const parts = [scopes, sorted(query), inputs['base-url'], inputs['organization-id']];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}

const sorted = (object: object): [string, unknown][] =>
  Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1));

export interface Folders {
  /** Ours alone: gone when the job ends. */
  readonly own: string;
  /** To export into: below own, or where the user wants it. */
  readonly out: string;
  /** Below own, for whatever is in the making. */
  readonly scratch: string;
}

export function foldersOf(inputs: Inputs, facts: RunFacts): Folders {
  const own = join(facts.temp, 'hyperstudy', queryIdOf(inputs));
  const out = inputs.out === undefined ? join(own, 'out') : resolve(facts.workspace, inputs.out);
  return { own, out, scratch: join(own, 'scratch') };
}

/** The folder of each scope below it: none of its own where there is just one. */
export function scopeFolders({ scopes }: Inputs): string[] {
  return scopes.map((scope) => (scopes.length === 1 ? '' : folderName(scopeParts(scope).id)));
}
