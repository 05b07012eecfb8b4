import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FieldInfo } from '@hyperstudy-workflows/core';
import { parse } from 'csv-parse/sync';
import { afterAll } from 'vitest';

/** Makes empty folders that are gone after the tests of the file. */
export function useFolders(): () => Promise<string> {
  const made: string[] = [];
  afterAll(async () => {
    for (const folder of made) await rm(folder, { recursive: true, force: true });
  });
  return async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hyperstudy-export-'));
    made.push(folder);
    return folder;
  };
}

/** A known field; a group where it has fields inside. */
export const field = (name: string, inside: readonly string[] = []): FieldInfo => ({
  name,
  kinds: [inside.length > 0 ? 'object' : 'string'],
  description: '',
  required: true,
  fields: inside.map((child) => field(child)),
});

/** CSV read by somebody else's parser: lines of cells, where undefined is an empty cell without quotes. */
export function readCsv(text: string): (string | undefined)[][] {
  return parse(text, {
    record_delimiter: '\n',
    cast: (value, { quoting }) => (value === '' && !quoting ? undefined : value),
  });
}
