// Publishes the tarballs that `npm run pack` made, what others need first, as far as npm doesn't have them: after a
// failure it can run again. Without dependencies, so that nothing else runs where packages may be published:
// `node scripts/release/publish.ts FOLDER [OPTION OF NPM PUBLISH…]`, on Linux or macOS. NODE_AUTH_TOKEN is the token for
// npm's registry, whichever is set; without one npm asks whether it trusts the workflow.
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
const login = loginTo(run('npm', ['config', 'get', 'registry'], 'pipe').stdout.trim());
const files = readdirSync(folder).filter((file) => file.endsWith('.tgz'));
if (files.length === 0) throw new Error(`${folder} holds no tarballs: npm run pack`);

for (const { name, version, file } of inOrder(files.sort().map(manifestOf))) {
  if (isPublished(name, version)) console.log(`${name} ${version} is published already.`);
  else {
    const args = ['publish', `./${file}`, '--access', 'public', ...options];
    const { status } = run('npm', args, 'inherit', login);
    if (status !== 0) throw new Error(`npm could not publish ${name} ${version}; what is above says why.`);
    console.log(`${name} ${version}: published.`);
  }
}

/** Through the environment: the token is in no file and in no list of arguments. */
function loginTo(registry: string): NodeJS.ProcessEnv {
  const token = process.env.NODE_AUTH_TOKEN;
  return token ? { [`npm_config_${registry.replace(/^https?:/, '')}:_authToken`]: token } : {};
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

function run(
  program: string,
  args: readonly string[],
  output: 'inherit' | 'pipe',
  more: NodeJS.ProcessEnv = {},
) {
  return spawnSync(program, args, {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', output, 'inherit'],
    env: { ...process.env, ...more },
  });
}
