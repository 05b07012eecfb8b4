import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dataTypeNames } from '@hyperstudy-workflows/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codebookOf } from '../../src/codebook/codebook.ts';
import { markdownOf } from '../../src/codebook/markdown.ts';
import { hostileText, readCsv, useFolders, writeTable } from '../support.ts';

const newFolder = useFolders();

async function codebookFor(rows: readonly Readonly<Record<string, unknown>>[]) {
  const out = await newFolder();
  const { entry } = await writeTable(out, 'events', rows);
  const [header = []] = readCsv(await readFile(join(out, entry.path), 'utf8'));
  return { codebook: codebookOf({ files: [entry] }), header };
}

describe('the codebook', () => {
  it('says of every column what it means, in what unit, and where it comes from', async () => {
    const { codebook, header } = await codebookFor([
      { id: 'e1', onset: 1, value: { score: 2 }, mood: 'fine' },
    ]);
    const [table] = codebook.tables;
    expect(table?.columns.map(({ name }) => name)).toEqual(header);
    const column = (name: string) => table?.columns.find((one) => one.name === name);
    expect(column('onset')).toMatchObject({
      type: ['number'],
      unit: 'ms',
      source: { endpoint: '/data/events', field: 'onset' },
      mayBeMissing: true,
    });
    expect(column('onset_sec')).toMatchObject({ unit: 's', meaning: 'onset / 1000' });
    expect(column('timestamp')).toMatchObject({ type: ['datetime'], mayBeMissing: false });
    expect(column('value_score')?.meaning).toContain('Inside value');
    expect(column('mood')).toMatchObject({ type: ['any'], meaning: expect.stringContaining('as it came') });
  });

  it('is the same for more rows of the same columns', async () => {
    const one = await codebookFor([{ id: 'e1' }]);
    const more = await codebookFor([{ id: 'e1' }, { id: 'e2', content: 'x' }]);
    expect(more.codebook).toEqual(one.codebook);
  });

  it('describes every known column of every data type', async () => {
    const out = await newFolder();
    for (const type of dataTypeNames) {
      const { entry } = await writeTable(out, type, []);
      const [table] = codebookOf({ files: [entry] }).tables;
      const silent = table?.columns.filter(({ meaning }) => meaning === '' || meaning.includes('as it came'));
      expect(silent).toEqual([]);
    }
  });

  it('is Markdown whose tables nothing from the service can break', async () => {
    const name = fc.oneof(hostileText, fc.constantFrom('a|b', '`', '``x`', '<script>', '](x)', '\\|', '# a'));
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(name, { maxLength: 5 }), async (names) => {
        const row = Object.fromEntries([['id', 'e1'], ...names.map((one) => [one, 1])]);
        const { codebook, header } = await codebookFor([row]);
        const lines = markdownOf(codebook).split('\n');
        const start = lines.indexOf('## events');
        const rows = lines.slice(start).filter((line) => line.startsWith('| '));
        expect(rows).toHaveLength(header.length + 2);
        for (const line of rows) {
          expect(line.match(/\|/g)).toHaveLength(7);
          // In a code span it would stand as it is; elsewhere it could be taken for Markdown or HTML.
          expect(line.replaceAll(/`[^`]*`|<\/?code>|\\[\\`*_[\]<>|]/g, '')).not.toMatch(/[`<>*[\]\\]/);
        }
        expect(lines.slice(start).every((line) => /^(\||## |$|[A-Z])/.test(line))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
