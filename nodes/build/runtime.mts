import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Plugin, rolldown } from 'rolldown';
import { names, root } from './paths.mts';

/** The export package reads its version from the file beside it, which a bundle doesn't have: put it in. */
const toolVersion: Plugin = {
  name: 'tool-version',
  load: {
    filter: { id: /export[\\/]dist[\\/]manifest[\\/]tool-version\.js$/ },
    async handler(id) {
      const file = join(dirname(id), '../../package.json');
      const { name, version }: { name: string; version: string } = JSON.parse(await readFile(file, 'utf8'));
      return `export const toolVersion = ${JSON.stringify(`${name} ${version}`)};`;
    },
  },
};

/** Bundles the nodes as CommonJS: Node-RED 4 loads them with require, 5 with import. */
export async function bundleRuntime(dist: string): Promise<void> {
  const input = Object.fromEntries(
    names.map((name) => [`hyperstudy-${name}`, join(root, 'src', name, 'node.ts')]),
  );
  const bundle = await rolldown({
    input,
    platform: 'node',
    plugins: [toolVersion],
    // How long a build takes says more about the machine than about us.
    checks: { pluginTimings: false },
    tsconfig: join(root, 'tsconfig.json'),
    onLog: (level, log, report) => {
      if (level === 'warn') throw new Error(log.message);
      report(level, log);
    },
  });
  const { output } = await bundle.write({
    dir: dist,
    format: 'cjs',
    exports: 'auto',
    entryFileNames: '[name].js',
    // Node-RED's loader takes what the package.json names; chunks stay out of its way.
    chunkFileNames: 'lib/[name].js',
    comments: { legal: true },
  });
  await bundle.close();
  for (const chunk of output) {
    // Files that a bundle reads relative to itself would be missing once it is installed.
    if (chunk.type === 'chunk' && /(?<!data)package\.json/.test(chunk.code))
      throw new Error(`${chunk.fileName} reads a package.json`);
  }
  const modules = output.flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : []));
  await writeFile(join(dist, 'THIRD-PARTY-LICENSES.txt'), await licences(modules));
}

/** The licences of what is bundled in: they ask to go along. */
async function licences(modules: readonly string[]): Promise<string> {
  const folders = new Set(modules.flatMap((id) => packageFolder(id) ?? []));
  const texts = await Promise.all([...folders].sort().map(licenceOf));
  return texts.filter((text) => text !== '').join('\n\n');
}

function packageFolder(module: string): string | undefined {
  return /^.*\/node_modules\/(@[^/]+\/[^/]+|[^/]+)(?=\/)/.exec(module.replaceAll('\\', '/'))?.[0];
}

async function licenceOf(folder: string): Promise<string> {
  const manifest: { name: string; version: string } = JSON.parse(
    await readFile(join(folder, 'package.json'), 'utf8'),
  );
  for (const file of ['LICENSE', 'LICENSE.md', 'license', 'LICENSE.txt']) {
    const text = await readFile(join(folder, file), 'utf8').catch(() => undefined);
    if (text !== undefined)
      return `${manifest.name} ${manifest.version}\n${'-'.repeat(40)}\n${text.trim()}\n`;
  }
  throw new Error(`No licence in ${dirname(folder)}`);
}
