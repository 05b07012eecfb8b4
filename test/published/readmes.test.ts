import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { published, repository } from '../support/pack.ts';

/** Who knows one README of ours finds their way in the others. */
describe.each([...published, 'action'])('%s/README.md', (folder) => {
  const text = readFileSync(join(repository, folder, 'README.md'), 'utf8');
  const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, heading = '']) => heading);

  it('says what it is, how to install and first use it, its limits and its license', () => {
    expect(text).toMatch(/^# .+\n\n\S.{60,}/);
    expect(headings.slice(0, 2)).toEqual(['Install', 'First use']);
    expect(headings.length).toBeGreaterThan(4);
    expect(headings.filter((heading) => /^Limit(s|ations)$/.test(heading))).toHaveLength(1);
    expect(headings.at(-1)).toBe('License');
    expect(text).toMatch(/## License\n\nMIT/);
  });

  it('names the package or the action that is installed', () => {
    const name = folder === 'action' ? 'hyperstudy-workflows/hyperstudy-workflows@v1' : undefined;
    const manifest: { name: string } = JSON.parse(
      readFileSync(join(repository, folder, 'package.json'), 'utf8'),
    );
    const [, install = ''] = /## Install\n([\s\S]*?)\n## /.exec(text) ?? [];
    expect(install).toContain(
      name ??
        `npm install ${folder === 'packages/export' ? '@hyperstudy-workflows/core ' : ''}${manifest.name}`,
    );
  });
});
