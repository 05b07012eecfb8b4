import { globSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { git } from '../github/bare-repository.ts';
import { copyRepository, repository } from './copy.ts';
import { run } from './run.ts';

/** A copy with what is built (but for the nodes, which other tests build meanwhile) and a history of one commit. */
export async function copyOfRepository(folder: string): Promise<RepositoryCopy> {
  await copyRepository(folder);
  for (const built of globSync(['packages/*/dist', 'action/{lib,dist}'], { cwd: repository }))
    await cp(join(repository, built), join(folder, built), { recursive: true });
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
