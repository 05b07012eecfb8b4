// Publishes the tarballs that `npm run pack` made, what others need first, as far as npm doesn't have them: after a
// failure it can run again. Without dependencies, so that nothing else runs where packages may be published:
// `node scripts/release/publish.ts FOLDER [OPTION OF NPM PUBLISH…]`, on Linux or macOS.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

interface Tarball {
  readonly file: string;
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const [given = 'tarballs', ...options] = process.argv.slice(2);
const folder = resolve(given);
const files = readdirSync(folder).filter((file) => file.endsWith('.tgz'));
if (files.length === 0) throw new Error(`${folder} holds no tarballs: npm run pack`);

for (const { name, version, file } of inOrder(files.sort().map(manifestOf))) {
  if (isPublished(name, version)) console.log(`${name} ${version} is published already.`);
  else {
    const { status } = run('npm', ['publish', `./${file}`, '--access', 'public', ...options], 'inherit');
    if (status !== 0) throw new Error(`npm could not publish ${name} ${version}; what is above says why.`);
    console.log(`${name} ${version}: published.`);
  }
}

function manifestOf(file: string): Tarball {
  const { status, stdout } = run('tar', ['-xzOf', join(folder, file), 'package/package.json'], 'pipe');
  if (status !== 0) throw new Error(`${file} is not the tarball of a package.`);
  return { ...JSON.parse(stdout), file };
}

/** Packages after those of them that they depend on. */
function inOrder(tarballs: readonly Tarball[]): Set<Tarball> {
  const sorted = new Set<Tarball>();
  const add = (each: Tarball): void => {
    for (const other of tarballs) if (other.name in (each.dependencies ?? {})) add(other);
    sorted.add(each);
  };
  for (const each of tarballs) add(each);
  return sorted;
}

function isPublished(name: string, version: string): boolean {
  const { stdout } = run('npm', ['view', `${name}@${version}`, 'version', '--json'], 'pipe');
  // npm says nothing where it knows the package but not the version, and E404 where it knows neither.
  if (stdout.trim() === '') return false;
  const answer: unknown = JSON.parse(stdout);
  if (typeof answer === 'string' || Array.isArray(answer)) return true;
  if (stdout.includes('"E404"')) return false;
  throw new Error(`npm can't say whether ${name} ${version} is published: ${stdout}`);
}

function run(program: string, args: readonly string[], output: 'inherit' | 'pipe') {
  return spawnSync(program, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', output, 'inherit'] });
}
