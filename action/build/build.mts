/**
 * Builds the committed bundle of the action: action/dist with the step, the post step and the licences of what is
 * bundled in. Run after `tsc -b action`:
 *
 *   node action/build/build.mts [folder]
 */
import { rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { bundle } from './bundle.mts';
import { licencesOf } from './licences.mts';

const root = join(import.meta.dirname, '..');
const dist = resolve(process.argv[2] ?? join(root, 'dist'));

await rm(dist, { recursive: true, force: true });
const modules = [
  ...(await bundle(root, 'lib/main.js', dist)),
  ...(await bundle(root, 'lib/post.js', join(dist, 'post'))),
];
await writeFile(join(dist, 'THIRD-PARTY-LICENSES.txt'), await licencesOf(modules));
