import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const repository = fileURLToPath(new URL('../..', import.meta.url));

/**
 * The sources of the repository as they lie here, in a folder of their own: what git keeps or would keep, without what is
 * built. Packages of others are links to those installed here, ours lead to the copy.
 */
export async function copyRepository(folder: string): Promise<void> {
  const { stdout } = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: repository,
    maxBuffer: 1e8,
  });
  // A file that was removed here is still in git's list.
  const files = stdout.split('\0').filter((file) => file !== '' && existsSync(join(repository, file)));
  // Large and of no use here.
  const wanted = files.filter((file) => !file.startsWith('action/dist/'));
  for (const parent of new Set(wanted.map(dirname))) await mkdir(join(folder, parent), { recursive: true });
  await Promise.all(wanted.map((file) => cp(join(repository, file), join(folder, file))));
  const packages = new Set(files.filter((file) => /(?:^|\/)package\.json$/.test(file)).map(dirname));
  for (const name of packages) await linkInstalled(join(name, 'node_modules'), folder);
}

const ours = '@hyperstudy-workflows';

async function linkInstalled(modules: string, folder: string): Promise<void> {
  const installed = join(repository, modules);
  if (!existsSync(installed)) return;
  await mkdir(join(folder, modules), { recursive: true });
  for (const name of await readdir(installed)) {
    if (name !== ours) await symlink(join(installed, name), join(folder, modules, name), 'junction');
  }
  if (!existsSync(join(installed, ours))) return;
  await mkdir(join(folder, modules, ours));
  for (const name of await readdir(join(installed, ours)))
    await symlink(join(folder, 'packages', name), join(folder, modules, ours, name), 'junction');
}
