import { HyperStudy } from '@hyperstudy-workflows/core';
import { expect, it } from 'vitest';
import { writeDocuments } from '../src/documents/documents.ts';
import { type Manifest, manifestSchema } from '../src/manifest/manifest.ts';

const manifest: Manifest = {
  format: 'hyperstudy-export/1',
  run: { id: '0', tool: 'tool', complete: true, problems: [] },
  query: { source: 'host', scope: { experiment: 'x' }, types: [], recordings: 'none' },
  window: { start: null, end: null, newest: null },
  files: [],
  recordings: { downloaded: 0, skipped: 0, pending: 0, failed: 0, files: [] },
  documents: [],
  warnings: [],
  privacy: { pseudonymized: false },
};

it('all writers run, one after the other; their files come in order', async () => {
  await using client = new HyperStudy({ apiKey: 'hst_test_0' });
  const context = { out: 'out', manifest, options: { scope: { experiment: 'x' }, out: 'out' }, client };
  const file = (path: string) => ({ path, bytes: 1, sha256: '0' });
  const files = await writeDocuments(context, [
    async () => [file('report.html')],
    async ({ out }) => [file(`${out}.json`), file('codebook.md')],
    async () => [],
  ]);
  expect(files.map(({ path }) => path)).toEqual(['codebook.md', 'out.json', 'report.html']);
});

it('a manifest of an earlier version has none', () => {
  const { documents: _, ...earlier } = manifest;
  expect(manifestSchema.parse(earlier).documents).toEqual([]);
});
