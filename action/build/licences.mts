import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The licences of the packages that the modules come from: they ask to go along. */
export async function licencesOf(modules: readonly string[]): Promise<string> {
  const folders = new Set(modules.flatMap((path) => packageFolder(path) ?? []));
  const texts = new Map<string, string>();
  for (const folder of folders) {
    const [title, text] = await licenceOf(folder);
    texts.set(title, text);
  }
  const sorted = [...texts].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([title, text]) => `${title}\n${'-'.repeat(title.length)}\n\n${text}\n`).join('\n\n');
}

/** The innermost package folder of a module; undefined for our own. */
const packageFolder = (path: string): string | undefined =>
  /^.*\/node_modules\/(@[^/]+\/[^/]+|[^/]+)(?=\/)/.exec(path.replaceAll('\\', '/'))?.[0];

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly author?: unknown;
  readonly repository?: unknown;
}

async function licenceOf(folder: string): Promise<[title: string, text: string]> {
  const { name, version, license, author, repository }: Manifest = JSON.parse(
    await readFile(join(folder, 'package.json'), 'utf8'),
  );
  const title = `${name} ${version}`;
  const files = (await readdir(folder)).filter((file) => /^licen[cs]e/i.test(file)).sort();
  const [file] = files;
  if (file !== undefined)
    return [title, (await readFile(join(folder, file), 'utf8')).replaceAll('\r\n', '\n').trim()];
  // Its package holds no text: who wrote it, what it says of itself, and the text of that.
  const said = { license: license ?? statedElsewhere[title], author, repository };
  if (!/^MIT(\/X11)?$/.test(said.license ?? '')) throw new Error(`${title} has no text of a licence`);
  return [title, `${JSON.stringify(said, null, 2)}\n\n${await mit()}`];
}

/** Licences that a package's repository states, and the package itself doesn't. */
export const statedElsewhere: Readonly<Record<string, string>> = {
  // https://github.com/substack/node-buffers: in its package.json since after the release.
  'buffers 0.1.1': 'MIT/X11',
};

/** The licence without who holds the copyright. */
async function mit(): Promise<string> {
  const own = await readFile(join(import.meta.dirname, '../../LICENSE'), 'utf8');
  return own.replace(/^[\s\S]*?(?=Permission is hereby granted)/, '').trim();
}
