import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { libraries, published, repository } from '../support/pack.ts';

const address = 'https://github.com/hyperstudy-workflows/hyperstudy-workflows';
const manifestOf = (folder: string) =>
  JSON.parse(readFileSync(join(repository, folder, 'package.json'), 'utf8'));

describe.each(published)('%s/package.json', (folder) => {
  const manifest = manifestOf(folder);

  it('says where it comes from, as the others do', () => {
    expect(manifest).toMatchObject({
      license: 'MIT',
      author: 'The HyperStudy workflows contributors',
      homepage: `${address}/tree/main/${folder}#readme`,
      repository: { type: 'git', url: `git+${address}.git`, directory: folder },
      bugs: { url: `${address}/issues` },
      publishConfig: { access: 'public', provenance: true },
    });
    expect(manifest.keywords).toEqual(
      expect.arrayContaining(['hyperstudy', 'research', 'experiments', 'psychology']),
    );
    expect(manifest.description.length).toBeGreaterThan(20);
    expect(manifest.private).toBeUndefined();
  });

  it('runs nothing where it is installed', () => {
    expect(manifest.scripts).toBeUndefined();
  });

  it('has the version of the others', () => {
    expect(manifest.version).toBe(manifestOf('packages/core').version);
  });
});

describe.each(libraries)('%s/package.json', (folder) => {
  const manifest = manifestOf(folder);

  it('gives types before code, to import and require alike', () => {
    expect(Object.entries(manifest.exports)).toEqual([
      ['.', { types: './dist/index.d.ts', default: './dist/index.js' }],
      ['./package.json', './package.json'],
    ]);
    expect(Object.keys(manifest.exports['.'])).toEqual(['types', 'default']);
    // For tools that don't know exports.
    expect(manifest).toMatchObject({ type: 'module', main: './dist/index.js', types: './dist/index.d.ts' });
  });

  it('accepts Node.js from the first one that can require it', () => {
    expect(manifest.engines).toEqual({ node: '>=22.12' });
  });

  it('lets bundlers leave out what is not used', () => {
    // The command sets flags of the engine as it starts.
    expect(manifest.sideEffects).toEqual(folder === 'packages/cli' ? ['./bin/*'] : false);
  });
});
