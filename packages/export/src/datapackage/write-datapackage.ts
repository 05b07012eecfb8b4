import { createHash } from 'node:crypto';
import { type KnownFiles, writeDerived } from '../documents/derived-file.ts';
import type { DocumentContext } from '../documents/document.ts';
import { remembered } from '../documents/remembered.ts';
import { filesOf, type Manifest, type ManifestDocument, type ManifestTable } from '../manifest/manifest.ts';
import { KnownFacts } from './known-facts.ts';
import { planTable, resourceOf, type Schema, schemaOf } from './resource.ts';
import { factsOfFile } from './table-facts.ts';

/**
 * datapackage.json: the tables as a Frictionless data package (version 2). The types are true of the bytes: each file
 * is read once for that, and not again while it stays the same.
 */
export async function writeDatapackage(context: DocumentContext): Promise<readonly ManifestDocument[]> {
  const { out, manifest } = context;
  if (manifest.files.length === 0) return [];
  const inputs = [
    manifest.query.scope,
    manifest.files.map(({ server: _, drift: __, problems: ___, ...table }) => table),
  ];
  const complete = manifest.run.complete;
  return remembered({ out, name: 'datapackage', inputs, complete }, (known) => makePackage(context, known));
}

async function makePackage(
  { out, manifest }: DocumentContext,
  known: KnownFiles,
): Promise<ManifestDocument[]> {
  const facts = await KnownFacts.read(out);
  const resources: object[] = [];
  const names = new Names();
  const schemas = new Map<string, string>();
  for (const table of manifest.files) {
    const plan = planTable(table);
    for (const file of filesOf(table)) {
      const own = await facts.of(file, () => factsOfFile(out, plan, file.path));
      const schema = await schemaOf(out, plan, file, own);
      const place = table.parts === undefined ? schema : sharedSchema(table, schema, schemas);
      resources.push(resourceOf(names.of(table, file.path), table, file, place));
    }
  }
  await facts.write();
  const files: ManifestDocument[] = [];
  for (const [path, text] of schemas) files.push(await writeDerived(out, path, text, known));
  const text = jsonText({ ...packageOf(manifest), resources });
  return [...files, await writeDerived(out, 'datapackage.json', text, known)];
}

/** Hundreds of rooms have the same columns: their schema stands in a file of its own, once. */
function sharedSchema(table: ManifestTable, schema: Schema, schemas: Map<string, string>): string {
  const text = jsonText(schema);
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 8);
  const path = `schemas/${table.type}-${table.format}-${hash}.json`;
  schemas.set(path, text);
  return path;
}

const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

function packageOf({ query: { scope } }: Manifest): object {
  const what = scope.experiment === undefined ? `room ${scope.room}` : `experiment ${scope.experiment}`;
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: safeName(`hyperstudy-${scope.experiment ?? scope.room}`),
    title: `HyperStudy ${what}`,
    description: 'Tables of a study run with HyperStudy. manifest.json says how complete they are.',
  };
}

/** The signs that the profile allows. */
const safeName = (text: string): string => text.replace(/[^-a-zA-Z0-9._]/g, '_');

/** Names of resources: each once. */
class Names {
  readonly #taken = new Set<string>();

  of({ format }: ManifestTable, path: string): string {
    const base = path.replace(/\.(csv|ndjson|parquet)(\.gz)?$/, '').replaceAll('/', '.');
    const wanted = safeName(`${base}${format === 'csv' ? '' : `-${format}`}`);
    let name = wanted;
    for (let n = 2; this.#taken.has(name); n += 1) name = `${wanted}-${n}`;
    this.#taken.add(name);
    return name;
  }
}
