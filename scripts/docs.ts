/**
 * Writes the parts of the docs that the data type registry decides, and what the action's tables of inputs and outputs
 * decide. Run it after a change to one of them:
 *
 *   node scripts/docs.ts            rewrites what is out of date
 *   node scripts/docs.ts --check    changes nothing; exits 1 and names what is out of date
 *
 * It reads the built core package, so build first.
 */
import { readFile, writeFile } from 'node:fs/promises';
import {
  type DataTypeDefinition,
  type DataTypeName,
  dataType,
  dataTypeNames,
  type FieldInfo,
  fieldsOf,
  filters,
} from '@hyperstudy-workflows/core';
import { actionFiles } from './action-docs.ts';
import { code, emptyRegion, type GeneratedFile, table, withRegion } from './markdown.ts';

interface Column {
  readonly heading: string;
  readonly cell: (name: DataTypeName, definition: DataTypeDefinition) => string;
}

const codes = (texts: readonly string[]) => texts.map(code).join(', ');

const columns = {
  type: { heading: 'Type', cell: (name) => code(name) },
  linkedType: { heading: 'Type', cell: (name) => `[${code(name)}](data-types.md#${name})` },
  title: { heading: 'Title', cell: (_, { title }) => title },
  description: { heading: 'What it is', cell: (_, { description }) => description },
  path: { heading: 'Path', cell: (_, { path, view }) => code(`/data/${path}`) + (view ? ' (a part)' : '') },
  scopes: { heading: 'Scopes', cell: (_, { scopes }) => scopes.join(', ') },
  apiScope: {
    heading: 'API scope',
    cell: (_, { apiScope }) => (apiScope === null ? 'not published' : code(apiScope)),
  },
  key: { heading: 'Key', cell: (_, { key }) => (key === null ? 'none' : codes(key)) },
  time: { heading: 'Time field', cell: (_, { time }) => (time === null ? 'none' : code(time)) },
  paged: {
    heading: 'Paged',
    cell: (_, { paged, pageSize, cap }) =>
      (paged ? `by ${pageSize}` : 'no') + (cap === undefined ? '' : `, ${cap} in all`),
  },
  filters: { heading: 'Filters', cell: (_, { filters: taken }) => codes(taken) || 'none' },
} satisfies Record<string, Column>;

const files: GeneratedFile[] = [
  {
    path: 'README.md',
    text: (old = `# HyperStudy workflows\n\n${emptyRegion('data-types')}\n`) =>
      withRegion(old, 'data-types', dataTypeTable(['type', 'title', 'description', 'scopes', 'apiScope'])),
  },
  {
    path: 'docs/api.md',
    text: (old = '') =>
      withRegion(
        withRegion(
          old,
          'data-types',
          dataTypeTable(['linkedType', 'path', 'scopes', 'apiScope', 'key', 'time', 'paged', 'filters']),
        ),
        'filters',
        filterTable(),
      ),
  },
  { path: 'docs/data-types.md', text: codebook },
  ...actionFiles,
];

function dataTypeTable(names: readonly (keyof typeof columns)[]): string {
  const chosen: Column[] = names.map((name) => columns[name]);
  return table(
    chosen.map(({ heading }) => heading),
    dataTypeNames.map((name) => chosen.map(({ cell }) => cell(name, dataType(name)))),
  );
}

function filterTable(): string {
  const kinds = { time: 'ISO 8601 time', text: 'text', ms: 'number, ms', flag: 'true or false' };
  const rows = Object.entries(filters).map(([name, { param, kind, description }]) => [
    code(name),
    code(param),
    kinds[kind],
    description,
  ]);
  return table(['Filter', 'API parameter', 'Value', 'What it does'], rows);
}

/** docs/data-types.md: every column of every data type. */
function codebook(): string {
  const introduction = [
    '<!-- Written by scripts/docs.ts from the data type registry: change that, not this. -->',
    '',
    '# Data types',
    '',
    'Every data type with the columns that are known. The server may send more: unknown fields are kept.',
    'An optional field may be absent or null. A dot names a field inside an object: `scale.min`.',
    '[api.md](api.md) says where each name comes from and how sure it is.',
  ];
  return [introduction.join('\n'), ...dataTypeNames.map(codebookEntry)].join('\n\n').concat('\n');
}

function codebookEntry(name: DataTypeName): string {
  const definition = dataType(name);
  const facts = [
    `Path ${code(`/data/${definition.path}`)}`,
    `scopes: ${definition.scopes.join(', ')}`,
    definition.key === null ? 'no key' : `key: ${codes(definition.key)}`,
  ];
  return [
    `## ${name}`,
    `${definition.title}. ${definition.description}.`,
    `${facts.join('; ')}.`,
    ...viewNote(definition),
    fieldTable(name, definition),
  ].join('\n\n');
}

function viewNote({ path, view = [] }: DataTypeDefinition): string[] {
  const parts = view.map(({ category, eventTypePrefix }) =>
    eventTypePrefix === undefined
      ? `category ${code(category)}`
      : `category ${code(category)} with an event type that starts with ${code(eventTypePrefix)}`,
  );
  return parts.length === 0 ? [] : [`A part of ${code(path)}: ${parts.join(', and ')}.`];
}

function fieldTable(name: DataTypeName, definition: DataTypeDefinition): string {
  const same = dataTypeNames.find((other) => dataType(other).schema === definition.schema);
  if (same !== undefined && same !== name) return `Its columns are those of [${code(same)}](#${same}).`;
  return table(['Name', 'Type', 'Unit', 'Description'], fieldRows(fieldsOf(definition)));
}

function fieldRows(fields: readonly FieldInfo[], prefix = ''): string[][] {
  return fields.flatMap((field) => {
    const path = `${prefix}${field.name}`;
    const type = field.kinds.filter((kind) => kind !== 'null').join(' or ');
    return [
      [code(path), field.required ? type : `${type}, optional`, field.unit ?? '', field.description],
      ...fieldRows(field.fields, `${path}.`),
    ];
  });
}

async function readIfThere(file: URL): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Brings a file up to date, or only compares. True where it was out of date. */
async function update({ path, text }: GeneratedFile, check: boolean): Promise<boolean> {
  const file = new URL(`../${path}`, import.meta.url);
  const old = await readIfThere(file);
  let current: string;
  try {
    current = text(old);
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
  if (current === old) return false;
  if (!check) await writeFile(file, current);
  return true;
}

async function main(options: readonly string[]): Promise<number> {
  const [option, ...more] = options;
  if (more.length > 0 || (option !== undefined && option !== '--check')) {
    console.error('Usage: node scripts/docs.ts [--check]');
    return 2;
  }
  const check = option === '--check';
  const stale: string[] = [];
  for (const file of files) if (await update(file, check)) stale.push(file.path);
  if (stale.length === 0) console.log('The docs are up to date.');
  else if (check)
    console.error(`Out of date: ${stale.join(', ')}. Run node scripts/docs.ts and commit the result.`);
  else console.log(`Rewrote ${stale.join(', ')}.`);
  return check && stale.length > 0 ? 1 : 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
