// Packs what is published, as it would be published, into tarballs/, and says how to install it somewhere else.
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const [folder = join(root, 'tarballs')] = process.argv.slice(2).map((path) => resolve(path));

rmSync(folder, { recursive: true, force: true });
const args = ['--yes', 'pnpm@12.21.0', '--recursive', '--filter', './packages/*', '--filter', './nodes'];
const windows = process.platform === 'win32';
// The shell that npx needs there would take a space for the end of the path.
const destination = windows ? `"${folder}"` : folder;
const { status } = spawnSync('npx', [...args, 'pack', '--pack-destination', destination], {
  cwd: root,
  stdio: ['ignore', 'ignore', 'inherit'],
  shell: windows,
});
if (status !== 0) process.exit(status ?? 1);

const nodes = (name: string) => name.includes('node-red');
const names = readdirSync(folder).sort();
const install = (files: string[]) => `  npm install ${files.map((name) => join(folder, name)).join(' ')}`;
console.log(
  `The command and the client, in a folder of yours:\n${install(names.filter((name) => !nodes(name)))}`,
);
console.log(`The nodes, in the folder of your Node-RED:\n${install(names.filter(nodes))}`);
