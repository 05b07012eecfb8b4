/**
 * What core adds to a program that is bundled, minified, by what the program imports: node scripts/sizes.ts
 * Shows too that what is not imported is left out. Build first.
 */
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import { code, table } from './markdown.ts';

const core = join(import.meta.dirname, '../packages/core');
const entry = 'program.js';

export interface Size {
  /** Minified, bytes. */
  readonly bytes: number;
  /** Minified and packed, bytes. */
  readonly gzip: number;
  /** The same without the packages that come along, bytes. */
  readonly own: number;
  /** Packages that are in it, core left out. */
  readonly packages: readonly string[];
}

/** The size of a program that imports these names of core; Node's own modules stay outside. */
export async function sizeOf(names: readonly string[]): Promise<Size> {
  const whole = await bundled(names, []);
  const own = await bundled(names, whole.packages);
  return { bytes: whole.code.length, gzip: packed(whole), own: packed(own), packages: whole.packages };
}

interface Bundled {
  readonly code: Buffer;
  readonly packages: readonly string[];
}

const packed = ({ code }: Bundled): number => gzipSync(code).length;

async function bundled(names: readonly string[], external: readonly string[]): Promise<Bundled> {
  const program = `export { ${names.join(', ')} } from '@hyperstudy-workflows/core';`;
  const bundle = await rolldown({
    input: entry,
    platform: 'node',
    external: (id) => external.some((name) => id === name || id.startsWith(`${name}/`)),
    checks: { pluginTimings: false },
    plugins: [
      {
        name: 'program',
        resolveId: (id) => {
          if (id === entry) return entry;
          // As an installed one is found, sideEffects of its package.json included.
          return id === '@hyperstudy-workflows/core' ? join(core, 'dist/index.js') : undefined;
        },
        load: (id) => (id === entry ? program : undefined),
      },
    ],
  });
  const { output } = await bundle.generate({ format: 'esm', minify: true, comments: { legal: false } });
  await bundle.close();
  const chunks = output.filter((part) => part.type === 'chunk');
  const text = Buffer.from(chunks.map((chunk) => chunk.code).join(''));
  const used = chunks.flatMap(({ modules }) =>
    Object.entries(modules).flatMap(([id, { renderedLength }]) => (renderedLength > 0 ? [id] : [])),
  );
  const packages = new Set(used.flatMap((id) => packageOf(id) ?? []));
  return { code: text, packages: [...packages].sort() };
}

const packageOf = (id: string): string | undefined =>
  /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(id)?.[1];

/** What people import, in the order of the table in core's README. */
export const imports: readonly (readonly string[])[] = [['HyperStudy'], ['dataTypes'], ['isHyperStudyError']];

const kB = (bytes: number): string => `${(bytes / 1000).toFixed(bytes < 10_000 ? 1 : 0)} kB`;

export const headings = ['Import', 'Minified', 'Gzip', 'Core alone', 'Brings along'] as const;

export const rowOf = (names: readonly string[], { bytes, gzip, own, packages }: Size): string[] => [
  names.map(code).join(', '),
  ...[bytes, gzip, own].map(kB),
  packages.join(', ') || 'nothing',
];

if (process.argv[1] === import.meta.filename) {
  const rows = await Promise.all(imports.map(async (names) => rowOf(names, await sizeOf(names))));
  console.log(table(headings, rows));
}
