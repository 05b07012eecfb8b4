// Publishes the tarballs that `npm run release:pack` made, as far as npm doesn't have them: after a failure it can run
// again. Without dependencies, so that nothing else runs where packages may be published:
// `node scripts/release/publish.ts FOLDER [OPTION OF NPM PUBLISH…]`, on Linux or macOS.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const [given = 'tarballs', ...options] = process.argv.slice(2);
const folder = resolve(given);
const packages: { name: string; version: string; file: string }[] = JSON.parse(
  readFileSync(join(folder, 'packages.json'), 'utf8'),
);

for (const { name, version, file } of packages) {
  if (isPublished(name, version)) console.log(`${name} ${version} is published already.`);
  else {
    const { status } = npm(['publish', `./${file}`, '--access', 'public', ...options], 'inherit');
    if (status !== 0) throw new Error(`npm could not publish ${name} ${version}; what is above says why.`);
    console.log(`${name} ${version}: published.`);
  }
}

function isPublished(name: string, version: string): boolean {
  const { stdout } = npm(['view', `${name}@${version}`, 'version', '--json'], 'pipe');
  // npm says nothing where it knows the package but not the version, and E404 where it knows neither.
  const answer: unknown = stdout.trim() === '' ? undefined : JSON.parse(stdout);
  if (answer === undefined) return false;
  if (typeof answer === 'string' || Array.isArray(answer)) return true;
  if (JSON.stringify(answer).includes('"E404"')) return false;
  throw new Error(`npm can't say whether ${name} ${version} is published: ${stdout}`);
}

function npm(args: readonly string[], output: 'inherit' | 'pipe') {
  return spawnSync('npm', args, {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', output, 'inherit'],
  });
}
