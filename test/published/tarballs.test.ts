import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { checkPackage, createPackageFromTarballData, type Package } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { beforeAll, describe, expect, it } from 'vitest';
import { libraries, pack, published } from '../support/pack.ts';

/** The packages as they would be published, looked at without a network. */
const tarballs = new Map<string, Uint8Array<ArrayBuffer>>();
beforeAll(async () => {
  const paths = await pack(published);
  for (const [i, folder] of published.entries())
    tarballs.set(folder, new Uint8Array(readFileSync(paths[i] ?? '')));
});

const bytesOf = (folder: string) => tarballs.get(folder) ?? new Uint8Array();

/** Reads a tarball: paths in it, and their texts. */
function contents(folder: string) {
  const read: Package = createPackageFromTarballData(bytesOf(folder));
  const root = `/node_modules/${read.packageName}/`;
  return {
    files: read.listFiles().map((path) => path.replace(root, '')),
    text: (path: string) => read.readFile(root + path),
    manifest: JSON.parse(read.readFile(`${root}package.json`)),
  };
}

describe.each(published)('the tarball of %s', (folder) => {
  it('has no complaint of publint', async () => {
    const { messages, pkg } = await publint({ pack: { tarball: bytesOf(folder).buffer }, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg ?? {}))).toEqual([]);
  });

  it('holds licence and README, and nothing from the workspace', () => {
    const { files, manifest, text } = contents(folder);
    expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'package.json']));
    expect(text('LICENSE')).toMatch(/^MIT License/);
    expect(JSON.stringify(manifest)).not.toContain('workspace:');
    expect(manifest.dependencies ?? {}).toEqual(pinned(manifest));
    expect(files.filter((path) => /tsbuildinfo|(^|\/)test\/|\.test\.|\.env|node_modules/.test(path))).toEqual(
      [],
    );
  });

  it('has every folder that it names, and none that it does not', () => {
    const { files, manifest } = contents(folder);
    const named: string[] = manifest.files.filter((path: string) => !path.startsWith('!'));
    const inside = (path: string) => files.some((file) => file === path || file.startsWith(`${path}/`));
    expect(named.filter((path) => !inside(path))).toEqual([]);
    const always = /^(package\.json|README\.md|LICENSE)$/;
    const outside = files.filter(
      (file) => !always.test(file) && !named.some((path) => file.startsWith(path)),
    );
    expect(outside).toEqual([]);
  });
});

describe.each(libraries)('the tarball of %s', (folder) => {
  /**
   * One problem is none: TypeScript before 5.8 says that CommonJS can't require a module of ESM. Node.js can from 22.12
   * on, which is the least that these packages accept; installed.test.ts requires them there.
   */
  it('has types that are right from ESM, for bundlers, and where require reaches ESM', async () => {
    const result = await checkPackage(createPackageFromTarballData(bytesOf(folder)));
    if (!result.types) throw new Error('The package has no types.');
    expect(Object.keys(result.entrypoints)).toEqual(['.', './package.json']);
    const known = { kind: 'CJSResolvesToESM', resolutionKind: 'node16-cjs', entrypoint: '.' };
    expect(result.problems).toEqual([expect.objectContaining(known)]);
  });

  it('brings the sources that its maps name', () => {
    const { files, text } = contents(folder);
    const maps = files.filter((path) => path.endsWith('.map'));
    expect(maps.length).toBeGreaterThan(10);
    const missing = maps.flatMap((path) => {
      const { sources }: { sources: string[] } = JSON.parse(text(path));
      return sources.map((source) => posix.join(posix.dirname(path), source));
    });
    expect([...new Set(missing)].filter((path) => !files.includes(path))).toEqual([]);
  });
});

/** What pnpm puts for workspace:* is our own version. */
function pinned({ version, dependencies = {} }: { version: string; dependencies?: Record<string, string> }) {
  const entries = Object.entries(dependencies);
  return Object.fromEntries(
    entries.map(([name, wanted]) => [name, name.startsWith('@hyperstudy-workflows/') ? version : wanted]),
  );
}
