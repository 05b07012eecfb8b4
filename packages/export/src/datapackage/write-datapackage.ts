import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDerived } from '../documents/derived-file.ts';
import type { DocumentContext } from '../documents/documents.ts';
import { baseName } from '../documents/one-format.ts';
import { writeAtomically } from '../files/atomic-file.ts';
import type { Manifest, ManifestDocument, ManifestTable } from '../manifest/manifest.ts';
import { toolVersion } from '../manifest/tool-version.ts';
import { planResource, resourceOf } from './resource.ts';
import { factsOfTable, type TableFacts } from './table-facts.ts';

const factsSchema = z.object({
  format: z.literal('hyperstudy-facts/1'),
  tool: z.string(),
  /** By path and hash of the file. */
  files: z.record(z.string(), z.object({ kinds: z.array(z.number()), keyed: z.boolean() })),
});

type KnownFacts = z.infer<typeof factsSchema>['files'];

/**
 * datapackage.json: the tables as a Frictionless data package (version 2). The types are true of the bytes: each file
 * is read once for that, and not again while it stays the same.
 */
export async function writeDatapackage({
  out,
  manifest,
  options,
}: DocumentContext): Promise<ManifestDocument[]> {
  if (!options.datapackage) return [];
  const known = await readFacts(out);
  const facts: KnownFacts = {};
  const resources: object[] = [];
  const names = new Set<string>();
  for (const table of manifest.files) {
    const plan = planResource(table);
    const place = `${table.path} ${table.sha256}`;
    const own: TableFacts = known[place] ?? (await factsOfTable(out, table, plan.layout));
    facts[place] = { kinds: [...own.kinds], keyed: own.keyed };
    resources.push(await resourceOf(out, nameOf(table, names), plan, own));
  }
  const stored = { format: 'hyperstudy-facts/1', tool: toolVersion, files: facts };
  await writeAtomically(factsPath(out), `${JSON.stringify(stored)}\n`);
  const text = `${JSON.stringify({ ...packageOf(manifest), resources }, null, 2)}\n`;
  return [await writeDerived(out, 'datapackage.json', text)];
}

function packageOf({ query: { scope } }: Manifest): object {
  const what = scope.experiment === undefined ? `room ${scope.room}` : `experiment ${scope.experiment}`;
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: `hyperstudy-${scope.experiment ?? scope.room}`.replace(/[^-a-zA-Z0-9._]/g, '_'),
    title: `HyperStudy ${what}`,
    description: 'Tables of a study run with HyperStudy. codebook.md and manifest.json say more.',
  };
}

/** Letters, digits, - . _ only, and each name once. */
function nameOf(table: ManifestTable, taken: Set<string>): string {
  const parts = baseName(table).replaceAll('/', '.');
  const wanted = `${parts}${table.format === 'csv' ? '' : `-${table.format}`}`.replace(
    /[^-a-zA-Z0-9._]/g,
    '_',
  );
  let name = wanted;
  for (let n = 2; taken.has(name); n += 1) name = `${wanted}-${n}`;
  taken.add(name);
  return name;
}

const factsPath = (out: string): string => join(out, '.hyperstudy', 'facts.json');

/** What is damaged or of another version only costs the time to read the tables again. */
async function readFacts(out: string): Promise<KnownFacts> {
  const text = await readFile(factsPath(out), 'utf8').catch(() => undefined);
  if (text === undefined) return {};
  try {
    const stored = factsSchema.parse(JSON.parse(text));
    return stored.tool === toolVersion ? stored.files : {};
  } catch {
    return {};
  }
}
