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
  // Its package holds no text: what it says of itself must do.
  const said = { license: license ?? 'not stated in the package', author, repository };
  return [title, JSON.stringify(said, null, 2)];
}
