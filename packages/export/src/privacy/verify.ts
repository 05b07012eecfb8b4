import { readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { Finder, lettersIn } from './finder.ts';
import type { Identifier, Identifiers } from './identifiers.ts';
import { findInFile, findInString, type Searches } from './scan-file.ts';
import { isOrdinary } from './vocabulary.ts';

/** Shorter ids and addresses may be written by chance where bytes are compressed. */
const longEnough = 8;

/** A known identifier in a file. Says what kind it is, never what it is. */
export interface Finding {
  /** Below the folder. */
  readonly file: string;
  readonly inName: boolean;
  readonly offset: number;
  readonly decompressed: boolean;
  readonly identifier: Identifier;
}

export function searchesFor(identifiers: ReadonlyMap<string, readonly Identifier[]>): Searches {
  const searches = {
    folded: new Finder<Identifier>(),
    cells: new Finder<Identifier>(),
    long: new Finder<Identifier>(),
  };
  for (const [fold, same] of identifiers) {
    for (const identifier of same) {
      if (identifier.match === 'folded') searches.folded.add(identifier);
      else if (!identifier.numeric && !isOrdinary(fold)) searches.cells.add(identifier);
      if (
        identifier.match === 'folded' &&
        identifier.kind !== 'name' &&
        lettersIn(identifier.text) >= longEnough
      )
        searches.long.add(identifier);
    }
  }
  return searches;
}

/** How many of the known identifiers the verifier looks for everywhere, as cells only, and not at all. */
export function coverageOf(identifiers: Identifiers): { everywhere: number; asCells: number; not: number } {
  const coverage = { everywhere: 0, asCells: 0, not: 0 };
  for (const [fold, same] of identifiers.identifiers()) {
    const [first] = same;
    if (first?.match === 'folded') coverage.everywhere += 1;
    else if (first?.numeric === false && !isOrdinary(fold)) coverage.asCells += 1;
    else coverage.not += 1;
  }
  return coverage;
}

/** All files below a folder, in order, but for those of a version control system. */
export async function filesBelow(out: string): Promise<string[]> {
  const entries = await readdir(out, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(out, sep).length))
    .filter((file) => !/(?:^|[\\/])\.git[\\/]/.test(file))
    .sort();
}

/** Known identifiers in the files of a folder and their names: the first of each file. */
export async function findIn(out: string, searches: Searches, files: readonly string[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const file of files) {
    const [inName] = searches.folded.find(file);
    if (inName !== undefined) {
      const offset = Buffer.byteLength(file.slice(0, inName.start));
      findings.push({ file, inName: true, offset, decompressed: false, identifier: inName.pattern });
      continue;
    }
    const place = await findInFile(join(out, file), searches);
    if (place !== undefined) findings.push({ file, inName: false, ...place });
  }
  return findings;
}

/** The same for the manifest, before it is written. */
export function findInManifest(text: string, searches: Searches): Finding[] {
  const place = findInString(text, searches);
  return place === undefined ? [] : [{ file: 'manifest.json', inName: false, ...place }];
}
