/**
 * Builds nodes/dist: for each node a CommonJS file with everything bundled in (they share chunks), the page for the
 * editor beside it, catalogues, help and icons. Run after `tsc -b packages/core packages/export`:
 *
 *   node nodes/build/build.mts [folder instead of dist]
 */
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { catalogues } from './catalogues.mts';
import { editorBundles } from './editor.mts';
import { helpOf, languages } from './help.mts';
import { root, types, dist as usual } from './paths.mts';
import { bundleRuntime } from './runtime.mts';
import { page } from './template.mts';

const [, , dist = usual] = process.argv;
await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
const [, scripts] = await Promise.all([bundleRuntime(dist), editorBundles()]);
for (const type of types) {
  const help = await helpOf('en-US', type);
  await writeFile(join(dist, `${type}.html`), await page(type, scripts[type] ?? '', help));
}
for (const language of languages) {
  const folder = join(dist, 'locales', language);
  await mkdir(folder, { recursive: true });
  for (const [type, catalogue] of await catalogues(language)) {
    await writeFile(join(folder, `${type}.json`), `${JSON.stringify(catalogue, null, 2)}\n`);
    if (language === 'en-US') continue;
    await writeFile(join(folder, `${type}.html`), await helpOf(language, type));
  }
}
await cp(join(root, 'icons'), join(dist, 'icons'), { recursive: true });
