import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
export const repository = join(import.meta.dirname, '../..');

/** Folders of the packages that are libraries and commands; the Node-RED one is another kind. */
export const libraries = ['packages/core', 'packages/export', 'packages/sandbox', 'packages/cli'] as const;
export const published = [...libraries, 'nodes'] as const;

/**
 * Packs packages as they would be published, from what is built: npm run setup builds.
 * @returns the paths of the tarballs, in the order of the folders
 */
export async function pack(folders: readonly string[]): Promise<string[]> {
  const destination = await mkdtemp(join(tmpdir(), 'hyperstudy-pack-'));
  await run(process.execPath, [join(repository, 'scripts/pack.ts'), destination]);
  const made = await readdir(destination);
  const names = await Promise.all(folders.map(tarballName));
  const missing = names.filter((name) => !made.includes(name));
  if (missing.length > 0) throw new Error(`Packing did not make ${missing.join(', ')}`);
  return names.map((name) => join(destination, name));
}

async function tarballName(folder: string): Promise<string> {
  const manifest = await readFile(join(repository, folder, 'package.json'), 'utf8');
  const { name, version }: { name: string; version: string } = JSON.parse(manifest);
  return `${name.replace('@', '').replace('/', '-')}-${version}.tgz`;
}
