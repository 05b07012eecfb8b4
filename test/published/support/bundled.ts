import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../../support/pack.ts';

/** Where the bundles name the packages that are in them, with their licences. */
export const licenceFiles = [
  'nodes/dist/THIRD-PARTY-LICENSES.txt',
  'action/dist/THIRD-PARTY-LICENSES.txt',
] as const;

const title = /^((?:@[\w.-]+\/)?[\w.-]+) (\d+\.\d+\.\d+\S*)\n-{3,}$/gm;

export interface Bundled {
  readonly name: string;
  readonly version: string;
  /** Text of its licence. */
  readonly text: string;
}

/** The packages in a file of licences: titles with a line of dashes below, then the text. */
export function bundledIn(file: string): Bundled[] {
  const [, ...parts] = readFileSync(join(repository, file), 'utf8').split(title);
  const found: Bundled[] = [];
  for (let i = 0; i < parts.length; i += 3)
    found.push({ name: parts[i] ?? '', version: parts[i + 1] ?? '', text: parts[i + 2] ?? '' });
  return found;
}
