/**
 * Builds the committed bundle of the action: action/dist with the steps that the entries of the three actions share,
 * these entries, the post step and the licences of what is bundled in. Run after `tsc -b action`:
 *
 *   node action/build/build.mts [folder]
 */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { bundle } from './bundle.mts';
import { licencesOf } from './licences.mts';

const root = join(import.meta.dirname, '..');
const dist = resolve(process.argv[2] ?? join(root, 'dist'));

/** The entries by the names that the action.yml files give. */
const entries = { 'index.js': 'main.js', 'plan.js': 'plan.js', 'merge.js': 'merge.js' };

await rm(dist, { recursive: true, force: true });
const modules = [
  ...(await bundle(root, 'lib/steps/index.js', join(dist, 'steps'))),
  ...(await bundle(root, 'lib/post.js', join(dist, 'post'))),
];
for (const [name, compiled] of Object.entries(entries)) {
  const code = await readFile(join(root, 'lib', compiled), 'utf8');
  await writeFile(join(dist, name), code.replace(/^\/\/# sourceMappingURL=.*\n?/m, ''));
}
await writeFile(join(dist, 'package.json'), `${JSON.stringify({ type: 'module' })}\n`);
await writeFile(join(dist, 'THIRD-PARTY-LICENSES.txt'), await licencesOf(modules));
