import { execFile } from 'node:child_process';
import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
export const repository = join(import.meta.dirname, '../../..');

/** Builds the Node-RED package and packs it as it would be published. Gives the path of the tarball. */
export async function packNodes(): Promise<string> {
  await run(process.execPath, ['nodes/build/build.mts'], { cwd: repository });
  const folder = await mkdtemp(join(tmpdir(), 'hyperstudy-pack-'));
  const args = ['--yes', 'pnpm@12.21.0', 'pack', '--pack-destination', folder];
  await run('npx', args, { cwd: join(repository, 'nodes'), shell: process.platform === 'win32' });
  const [file] = (await readdir(folder)).filter((name) => name.endsWith('.tgz'));
  if (file === undefined) throw new Error('pnpm pack made no tarball');
  return join(folder, file);
}

/** Installs the tarball as a user would, into an empty user folder of Node-RED. */
export async function userFolderWith(tarball: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hyperstudy-node-red-'));
  const args = ['install', '--no-audit', '--no-fund', '--prefix', folder, tarball];
  await run('npm', args, { cwd: folder, shell: process.platform === 'win32' });
  return folder;
}
