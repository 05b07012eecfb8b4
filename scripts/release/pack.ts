// Packs what goes to npm: `npm run release:pack -- FOLDER`. The folder gets the tarballs and packages.json, which lists
// them in the order in which they are to be published: what another one needs comes first. On Linux or macOS.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import { type Package, packagesIn } from './packages.ts';

const root = join(import.meta.dirname, '../..');
const folder = resolve(process.argv[2] ?? 'tarballs');

mkdirSync(folder, { recursive: true });
const packed = inOrder(packagesIn(root).filter((each) => !each.private)).map((each) => {
  const { name, version } = each;
  return { name, version, file: pack(each) };
});
writeFileSync(join(folder, 'packages.json'), `${JSON.stringify(packed, null, 2)}\n`);
for (const { name, version, file } of packed) console.log(`${name} ${version}: ${file}`);

/** @returns the name of the tarball */
function pack({ folder: from }: Package): string {
  const args = ['--yes', 'pnpm@12.21.0', 'pack', '--json', '--pack-destination', folder];
  const { status, stdout, stderr } = spawnSync('npx', args, { cwd: join(root, from), encoding: 'utf8' });
  if (status !== 0) throw new Error(`pnpm pack failed in ${from}: ${stderr}${stdout}`);
  return basename(z.object({ filename: z.string() }).parse(JSON.parse(stdout)).filename);
}

/** Packages after those of them that they depend on. */
function inOrder(packages: readonly Package[]): Package[] {
  const sorted: Package[] = [];
  const names = new Set(packages.map(({ name }) => name));
  const manifest = z.object({ dependencies: z.record(z.string(), z.string()).default({}) });
  const visit = (each: Package): void => {
    if (sorted.includes(each)) return;
    const text = readFileSync(join(root, each.folder, 'package.json'), 'utf8');
    const needs = Object.keys(manifest.parse(JSON.parse(text)).dependencies).filter((name) =>
      names.has(name),
    );
    for (const other of packages) if (needs.includes(other.name)) visit(other);
    sorted.push(each);
  };
  for (const each of packages) visit(each);
  return sorted;
}
