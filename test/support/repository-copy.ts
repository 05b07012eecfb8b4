import { cp, symlink } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { git } from '../github/bare-repository.ts';
import { run } from './run.ts';

export const repository = fileURLToPath(new URL('../../', import.meta.url));

// Other tests build the nodes meanwhile.
const left = new Set(['.git', 'node_modules', 'coverage', 'out', '.env', join('nodes', 'dist')]);

/**
 * A copy of the repository as it stands in the working tree, with what is built (but for the nodes) and a history of one commit. What is
 * installed is shared; the packages' links to each other stay inside the copy.
 */
export async function copyOfRepository(folder: string): Promise<RepositoryCopy> {
  await cp(repository, folder, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !left.has(relative(repository, path)),
  });
  await symlink(join(repository, 'node_modules'), join(folder, 'node_modules'), 'junction');
  const of = (...args: string[]) => git(folder, args).then((out) => out.toString('utf8').trim());
  await of('init', '--quiet', '--initial-branch=main');
  await of('add', '--all');
  await of('commit', '--quiet', '--message', 'As it stands');
  return { folder, git: of, node: (args, env = {}) => run(process.execPath, args, { cwd: folder, env }) };
}

export interface RepositoryCopy {
  readonly folder: string;
  readonly git: (...args: string[]) => Promise<string>;
  /** Runs a script of the copy with this Node. */
  readonly node: (args: readonly string[], env?: Readonly<Record<string, string>>) => ReturnType<typeof run>;
}
