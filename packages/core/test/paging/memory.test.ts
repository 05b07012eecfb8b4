import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

/** Pages between two collections of young garbage, about as in life. */
const between = 8;

/**
 * Reads pages, and now and then has the engine collect its young garbage only: what is left over waits for the large
 * collection, and is what the peak of the memory is made of.
 */
const script = (concurrency: number) => `
  const { readPages } = await import(${JSON.stringify(new URL('../../dist/paging/read-pages.js', import.meta.url).href)});
  const total = 200_000;
  const fetchPage = async (offset, limit) => {
    await new Promise(setImmediate);
    return async () => unpacked(offset, limit);
  };
  const unpacked = (offset, limit) => {
    const bytes = Buffer.from(JSON.stringify(Array.from({ length: Math.min(limit, total - offset) }, (_, i) => ({
      id: 'event ' + (offset + i), text: 'some longer text ' + i, other: 'and one more ' + (offset + i), x: i / 7,
    }))));
    const rows = () => JSON.parse(bytes);
    return {
      rows: rows(), pagination: { total }, warnings: [], source: { bytes: bytes.length, rows, release: () => {} },
    };
  };
  const pages = readPages({ fetchPage, keyOf: (row) => row.id, pageSize: 1000, concurrency: ${concurrency} });
  const used = [];
  let count = 0;
  for await (const rows of pages) {
    await new Promise(setImmediate);
    count += 1;
    if (count % ${between} > 0) continue;
    gc({ type: 'minor' });
    used.push(process.memoryUsage().heapUsed);
  }
  console.log(JSON.stringify(used));
`;

test.each([1, 4, 16])('pages that were read are young garbage, %i at once', (concurrency) => {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--expose-gc', '--input-type=module', '-e', script(concurrency)],
    { encoding: 'utf8' },
  );
  expect(stderr).toBe('');
  const used: number[] = JSON.parse(stdout);
  const growth = used.slice(1).map((bytes, i) => bytes - (used[i] ?? 0));
  const usual = growth.slice(8).toSorted((a, b) => a - b)[Math.floor((growth.length - 8) / 2)] ?? 0;
  // A page takes 300 kB: where they were kept it would be a megabyte and more.
  expect(usual).toBeLessThan(500_000);
});
