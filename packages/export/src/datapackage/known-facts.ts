import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeAtomically } from '../files/atomic-file.ts';
import type { ManifestFile } from '../manifest/manifest.ts';
import { toolVersion } from '../manifest/tool-version.ts';
import type { TableFacts } from './table-facts.ts';

const factsSchema = z.object({
  format: z.literal('hyperstudy-facts/1'),
  tool: z.string(),
  /** By path and hash of the file. */
  files: z.record(
    z.string(),
    z.object({ fields: z.array(z.string()), kinds: z.array(z.number()), keyed: z.boolean() }),
  ),
});

/** What is known of files from an earlier run, so that each is read once as long as it stays the same. */
export class KnownFacts {
  readonly #path: string;
  readonly #before: Map<string, TableFacts>;
  readonly #now = new Map<string, TableFacts>();

  private constructor(path: string, before: Map<string, TableFacts>) {
    this.#path = path;
    this.#before = before;
  }

  static async read(out: string): Promise<KnownFacts> {
    const path = join(out, '.hyperstudy', 'facts.json');
    const text = await readFile(path, 'utf8').catch(() => undefined);
    return new KnownFacts(path, text === undefined ? new Map() : parsed(text));
  }

  /** What is known of a file; looked up where it isn't. */
  async of({ path, sha256 }: ManifestFile, look: () => Promise<TableFacts>): Promise<TableFacts> {
    const place = `${sha256} ${path}`;
    const facts = this.#before.get(place) ?? (await look());
    this.#now.set(place, facts);
    return facts;
  }

  /** Keeps what was asked for. */
  async write(): Promise<void> {
    const stored = { format: 'hyperstudy-facts/1', tool: toolVersion, files: Object.fromEntries(this.#now) };
    await writeAtomically(this.#path, `${JSON.stringify(stored)}\n`);
  }
}

/** What is damaged or of another version only costs the time to read the tables again. */
function parsed(text: string): Map<string, TableFacts> {
  try {
    const { tool, files } = factsSchema.parse(JSON.parse(text));
    return new Map(tool === toolVersion ? Object.entries(files) : []);
  } catch {
    return new Map();
  }
}
