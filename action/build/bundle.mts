import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Module {
  readonly nameForCondition?: string | null;
  readonly modules?: readonly Module[];
}

const ncc = createRequire(import.meta.url).resolve('@vercel/ncc/dist/ncc/cli.js');

/**
 * Bundles an entry with everything it imports, minified. The bytes depend on the sources and the lockfile only.
 * @returns the paths of all modules that are in it
 */
export async function bundle(root: string, entry: string, out: string): Promise<string[]> {
  const scratch = await mkdtemp(join(tmpdir(), 'action-bundle-'));
  try {
    const stats = join(scratch, 'stats.json');
    const options = ['--out', out, '--minify', '--no-cache', '--quiet', '--stats-out', stats];
    const { status, stderr } = spawnSync(process.execPath, [ncc, 'build', join(root, entry), ...options], {
      cwd: root,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`ncc failed on ${entry}:\n${stderr}`);
    await checkBundle(out);
    const { modules = [] }: Module = JSON.parse(await readFile(stats, 'utf8'));
    return modules.flatMap(pathsOf);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

const pathsOf = ({ nameForCondition, modules = [] }: Module): string[] => [
  ...(nameForCondition ? [nameForCondition] : []),
  ...modules.flatMap(pathsOf),
];

/** A build may be green although an import was not found: then the bundle fails where it is used. */
async function checkBundle(out: string): Promise<void> {
  const files = (await readdir(out)).filter((file) => file.endsWith('.js'));
  for (const file of files) {
    if ((await readFile(join(out, file), 'utf8')).includes('webpackMissingModule'))
      throw new Error(`${file} lacks a module: look for what can't be resolved.`);
  }
}
