import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it, onTestFinished } from 'vitest';
import { problemsOfDataset } from '../packages/export/test/bids/rules.ts';
import { problemsWithProfile } from '../packages/export/test/datapackage/profile.ts';
import { problemsOfResource, type Resource } from '../packages/export/test/datapackage/table-schema.ts';
import { exportStudyOf, factsOf } from './support/export.ts';
import { filesIn, useFolders } from './support/folder.ts';
import { useSandbox } from './support/sandbox.ts';

const sandbox = useSandbox();
const newFolder = useFolders();

const flags = ['--bids', '--datapackage', '--recordings', 'download'];
const layouts: [string, readonly string[]][] = [
  ['one file per table, in all formats', ['--format', 'csv,ndjson,parquet']],
  ['a file per room, packed', ['--partition', 'room', '--gzip', '--format', 'csv,ndjson']],
  ['for Excel', ['--csv-dialect', 'excel', '--formula-guard']],
];

const exported = async (layout: readonly string[]) => {
  const out = join(await newFolder(), 'study');
  const { manifest } = await exportStudyOf(sandbox.current, out, [...flags, ...layout]);
  return { out, manifest };
};

const json = async (path: string) => JSON.parse(await readFile(path, 'utf8'));

/** The statements of codebook.md, run in the folder as a reader would; the number of rows of each. */
async function runStatements(out: string): Promise<number[]> {
  const markdown = await readFile(join(out, 'codebook.md'), 'utf8');
  const statements = [...markdown.matchAll(/```sql\n([\s\S]*?)\n```/g)].map(
    ([, statement = '']) => statement,
  );
  const instance = await DuckDBInstance.create(':memory:', { file_search_path: out });
  const connection = await instance.connect();
  onTestFinished(() => {
    connection.closeSync();
    instance.closeSync();
  });
  const counts: number[] = [];
  for (const statement of statements)
    counts.push((await connection.runAndReadAll(statement)).currentRowCount);
  return counts;
}

describe.each(layouts)('documents of an export, %s', (_, layout) => {
  it('keep the rules of their formats, and what they say is so', async () => {
    const { out, manifest } = await exported(layout);
    expect(await problemsOfDataset(join(out, 'bids'))).toEqual([]);

    const descriptor: { resources: Resource[] } = await json(join(out, 'datapackage.json'));
    expect(problemsWithProfile(descriptor)).toEqual([]);
    const files = manifest.files.flatMap((table) => (table.parts ?? [table]).map(({ path }) => path));
    expect(descriptor.resources.map(({ path }) => path)).toEqual(files);
    for (const resource of descriptor.resources) expect(await problemsOfResource(out, resource)).toEqual([]);

    const { tables } = await json(join(out, 'codebook.json'));
    for (const { type, columns } of manifest.files) {
      const described = tables.find((table: { type: string }) => table.type === type)?.columns;
      expect(described.map(({ name }: { name: string }) => name)).toEqual(columns.map(({ name }) => name));
    }
    const events = manifest.files.filter(({ type }) => type === 'events').map(({ rows }) => rows);
    expect(await runStatements(out)).toEqual(events);

    for (const { path, ...facts } of manifest.documents) {
      expect(await factsOf(join(out, path))).toMatchObject(facts);
    }
    const made = new Set([...manifest.documents, ...manifest.recordings.files].map(({ path }) => path));
    const all = (await filesIn(out)).filter((path) => path !== 'manifest.json' && !files.includes(path));
    expect(all.filter((path) => !made.has(path))).toEqual([]);
  });
});

describe('a second run', () => {
  it('leaves every document untouched when nothing is new', async () => {
    const { out, manifest } = await exported([]);
    const times = () =>
      Promise.all(manifest.documents.map(async ({ path }) => (await stat(join(out, path))).mtimeMs));
    const before = await times();
    const again = await exportStudyOf(sandbox.current, out, flags);
    expect(again.manifest).toEqual(manifest);
    expect(await times()).toEqual(before);
  });

  it('in another layout gives the same dataset', async () => {
    const [one, other] = [await exported([]), await exported(['--partition', 'room', '--format', 'parquet'])];
    const dataset = ({ documents }: typeof one.manifest) =>
      documents.filter(({ path }) => path.startsWith('bids/'));
    expect(dataset(other.manifest)).toEqual(dataset(one.manifest));
  });
});

describe('a large study', () => {
  const large = useSandbox({ rooms: 20, ratings: 200_000 });

  it('needs no more memory for its documents than its tables do', async () => {
    const out = join(await newFolder(), 'study');
    const types = ['--types', 'ratings_continuous,participants,rooms'];
    const run = await exportStudyOf(large.current, out, ['--bids', '--datapackage', ...types]);
    process.stdout.write(`200,000 rows with BIDS and data package: ${Math.round(run.peakMegabytes)} MB\n`);
    expect(await problemsOfDataset(join(out, 'bids'))).toEqual([]);
    expect(run.peakMegabytes).toBeLessThan(250);
  });
});
