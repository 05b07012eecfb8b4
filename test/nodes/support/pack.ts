import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pack, repository } from '../../support/pack.ts';

export { repository };

/** Packs the Node-RED package as it would be published. Gives the path of the tarball. */
export async function packNodes(): Promise<string> {
  const [tarball = ''] = await pack(['nodes']);
  return tarball;
}

/** Installs the tarball as a user would, into an empty user folder of Node-RED. */
export async function userFolderWith(tarball: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hyperstudy-node-red-'));
  const args = ['install', '--no-audit', '--no-fund', '--prefix', folder, tarball];
  await promisify(execFile)('npm', args, { cwd: folder, shell: process.platform === 'win32' });
  return folder;
}
