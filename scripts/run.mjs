// Entry of the npm scripts: `node scripts/run.mjs setup|build|demo|test`. Plain JavaScript without dependencies, for any
// Node from 20: it installs what the task needs (Node 24 included, on Linux) and then runs the task with it.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const pnpm = ['--yes', 'pnpm@12.21.0'];
const windows = process.platform === 'win32';

const [task = 'setup', ...args] = process.argv.slice(2);
if (task !== 'build') install();
build();
if (task !== 'setup' && task !== 'build') run(node(), [join(root, 'scripts', `${task}.ts`), ...args]);

function install() {
  // What was installed is remembered, so that a warm start doesn't ask pnpm again.
  const stamp = join(root, 'node_modules', '.installed');
  const wanted = createHash('sha256');
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests()])
    wanted.update(readFileSync(join(root, file)));
  const id = wanted.digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === id) return;
  run('npx', [...pnpm, 'install', '--frozen-lockfile'], { shell: windows });
  writeFileSync(stamp, id);
}

function build() {
  for (const name of packages()) sweep(join(root, 'packages', name));
  run(node(), [join(root, 'packages', 'export', 'build', 'report-assets.mts')]);
  run(node(), [
    join(root, 'node_modules', 'typescript', 'bin', 'tsc'),
    '-b',
    ...packages().map((name) => `packages/${name}`),
    'action',
  ]);
  run(node(), [join(root, 'nodes', 'build', 'build.mts')]);
}

/** The compiler leaves what it made of sources that are gone; it would be packed and published. */
function sweep(folder) {
  const dist = join(folder, 'dist');
  if (!existsSync(dist)) return;
  for (const path of readdirSync(dist, { recursive: true })) {
    const source = path.replace(/(\.d)?\.(ts|js)(\.map)?$/, '.ts');
    if (/\.(ts|js|map)$/.test(path) && !existsSync(join(folder, 'src', source))) rmSync(join(dist, path));
  }
}

function packages() {
  return readdirSync(join(root, 'packages')).filter((name) =>
    existsSync(join(root, 'packages', name, 'package.json')),
  );
}

function manifests() {
  const others = ['package.json', 'nodes/package.json', 'action/package.json'];
  return [...others, ...packages().map((name) => `packages/${name}/package.json`)];
}

/** Node 24 from node_modules, where there is one for this machine. */
function ownNode() {
  const path = join(root, 'node_modules', `node-linux-${process.arch}`, 'bin', 'node');
  return existsSync(path) ? path : undefined;
}

/** The Node that tasks run with. */
function node() {
  const own = ownNode();
  if (own !== undefined) return own;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  console.error(
    `This needs Node 22.18 or newer; this is ${process.version}. Install it from https://nodejs.org`,
  );
  process.exit(2);
}

function run(command, commandArgs, options = {}) {
  const path = [
    dirname(ownNode() ?? process.execPath),
    join(root, 'node_modules', '.bin'),
    process.env.PATH,
  ].join(delimiter);
  const env = { ...process.env, PATH: path };
  const { status, error } = spawnSync(command, commandArgs, { cwd: root, stdio: 'inherit', env, ...options });
  if (error !== undefined) console.error(`${command}: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}
