import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { table } from '../../scripts/markdown.ts';
import { headings, imports, rowOf, sizeOf } from '../../scripts/sizes.ts';
import { repository } from '../support/pack.ts';

describe('core in a bundle', async () => {
  const sizes = await Promise.all(imports.map(sizeOf));
  const rows = imports.map((names, i) => {
    const size = sizes[i];
    if (size === undefined) throw new Error(`${names} was not measured.`);
    return rowOf(names, size);
  });

  it('has the sizes that its README says, give or take a tenth', () => {
    process.stdout.write(`${table(headings, rows)}\n`);
    const readme = readFileSync(join(repository, 'packages/core/README.md'), 'utf8');
    for (const row of rows) {
      const [name = '', ...measured] = row;
      const said = readme
        .split('\n')
        .find((line) => line.startsWith(`| ${name} `))
        ?.split('|')
        .map((cell) => cell.trim());
      expect(said, `${name} is not in the table`).toHaveLength(headings.length + 2);
      const [, , ...stated] = said ?? [];
      for (const [i, cell] of measured.entries()) {
        const [old, now] = [Number.parseFloat(stated[i] ?? ''), Number.parseFloat(cell)];
        if (Number.isNaN(now)) expect(stated[i]).toBe(cell);
        else
          expect(
            Math.abs(old / now - 1),
            `${name}: ${cell}; node scripts/sizes.ts prints the table`,
          ).toBeLessThan(0.1);
      }
    }
  });

  it('leaves out what is not imported: no HTTP client with the registry, nothing with an error guard', () => {
    const brought = Object.fromEntries(imports.map((names, i) => [names.join(), sizes[i]?.packages]));
    expect(brought).toEqual({
      HyperStudy: ['leven', 'undici', 'zod'],
      dataTypes: ['zod'],
      isHyperStudyError: [],
    });
    expect(sizes[2]?.bytes).toBeLessThan(500);
  });
});
