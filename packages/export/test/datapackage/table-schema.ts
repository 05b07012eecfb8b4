import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';

/** What a check needs of a resource; the profile says the rest. */
export interface Resource {
  readonly name: string;
  readonly path: string;
  readonly format: string;
  readonly compression?: string;
  readonly bytes: number;
  readonly hash: string;
  readonly dialect?: { readonly lineTerminator: string };
  readonly schema: Schema | string;
}

export interface Schema {
  readonly fields: readonly { readonly name: string; readonly type: string }[];
  readonly missingValues?: readonly string[];
  readonly primaryKey?: readonly string[];
}

/**
 * Where the data of a resource isn't what its descriptor says: Table Schema as its specification puts it, read by
 * other code than that which wrote it.
 */
export async function problemsOfResource(out: string, resource: Resource): Promise<string[]> {
  const { path, bytes, hash, compression } = resource;
  const file = await readFile(join(out, path));
  const problems = file.length === bytes ? [] : ['bytes'];
  if (hash !== `sha256:${createHash('sha256').update(file).digest('hex')}`) problems.push('hash');
  const schema: Schema =
    typeof resource.schema === 'string'
      ? JSON.parse(await readFile(join(out, resource.schema), 'utf8'))
      : resource.schema;
  const text = (compression === 'gz' ? gunzipSync(file) : file).toString('utf8');
  if (resource.format === 'csv')
    problems.push(...problemsOfCsv(text, schema, resource.dialect?.lineTerminator));
  if (resource.format === 'ndjson') problems.push(...problemsOfLines(text, schema));
  return problems.map((problem) => `${path}: ${problem}`);
}

function problemsOfCsv(text: string, schema: Schema, lineEnd = '\n'): string[] {
  const rows: string[][] = parse(text, { bom: true, record_delimiter: lineEnd });
  const [header = [], ...records] = rows;
  const names = schema.fields.map(({ name }) => name);
  if (JSON.stringify(header) !== JSON.stringify(names)) return ['columns are not the fields'];
  const value = (cell: string | undefined) =>
    cell === undefined || schema.missingValues?.includes(cell) ? undefined : cell;
  return problemsOfRows(
    records.map((record) => names.map((_, i) => value(record[i]))),
    schema,
    cellIs,
  );
}

function problemsOfLines(text: string, schema: Schema): string[] {
  const records = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => new Map<string, unknown>(Object.entries(JSON.parse(line))));
  const names = schema.fields.map(({ name }) => name);
  const unknown = records.flatMap((record) => [...record.keys()].filter((name) => !names.includes(name)));
  const rows = records.map((record) => names.map((name) => record.get(name) ?? undefined));
  return [...new Set(unknown.map((name) => `no field ${name}`)), ...problemsOfRows(rows, schema, valueIs)];
}

function problemsOfRows<T>(
  rows: readonly (readonly (T | undefined)[])[],
  { fields, primaryKey }: Schema,
  is: Readonly<Record<string, (value: T) => boolean>>,
): string[] {
  const problems = fields.flatMap(({ name, type }, i) => {
    const wrong = rows
      .map((row) => row[i])
      .find((value) => value !== undefined && is[type]?.(value) !== true);
    return wrong === undefined ? [] : [`${name} is no ${type}: ${JSON.stringify(wrong)}`];
  });
  if (primaryKey === undefined) return problems;
  const places = primaryKey.map((name) => fields.findIndex((field) => field.name === name));
  const keys = rows.map((row) => places.map((i) => row[i]));
  if (keys.flat().includes(undefined)) problems.push('a row without its key');
  if (new Set(keys.map((key) => JSON.stringify(key))).size !== keys.length) problems.push('a key twice');
  return problems;
}

const dateTime =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-4]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/;

const cellIs: Readonly<Record<string, (cell: string) => boolean>> = {
  any: () => true,
  string: () => true,
  number: (cell) => /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(cell),
  integer: (cell) => /^[+-]?\d+$/.test(cell),
  boolean: (cell) => cell === 'true' || cell === 'false',
  datetime: (cell) => dateTime.test(cell),
};

const valueIs: Readonly<Record<string, (value: unknown) => boolean>> = {
  any: () => true,
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: (value) => Number.isInteger(value),
  boolean: (value) => typeof value === 'boolean',
  datetime: (value) => typeof value === 'string' && dateTime.test(value),
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  array: (value) => Array.isArray(value),
};
