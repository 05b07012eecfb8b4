import { readFileSync } from 'node:fs';
import { z } from 'zod';

const packageJson: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

/** Name and version of this package, for the manifest. */
export const toolVersion: string = z
  .object({ name: z.string(), version: z.string() })
  .transform(({ name, version }) => `${name} ${version}`)
  .parse(packageJson);
