import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dataType, fieldsOf } from '@hyperstudy-workflows/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentOf } from '../../src/files/gzip.ts';
import { extensionOf, type TableFormat } from '../../src/tables/format.ts';
import { markAt } from '../../src/tables/mark-at.ts';
import { hostileText, useFolders, writeTable } from '../support.ts';

const newFolder = useFolders();
const fields = fieldsOf(dataType('events'));
const second = (n: number): string => new Date(Date.UTC(2026, 0, 1) + n * 1000).toISOString();

const formats: readonly TableFormat[] = [
  { kind: 'csv' },
  { kind: 'csv', gzip: true, excel: true },
  { kind: 'ndjson' },
  { kind: 'parquet' },
];

describe.each(formats)('$kind', (format) => {
  it('the place before a time is after all earlier records', async () => {
    const row = fc.record({ at: fc.nat(9), text: hostileText });
    const property = fc.asyncProperty(fc.array(row, { maxLength: 8 }), fc.nat(10), async (drawn, from) => {
      const rows = drawn
        .sort((a, b) => a.at - b.at)
        .map(({ at, text }, i) => ({ id: `e${i}`, componentType: text, x: text, timestamp: second(at) }));
      const before = rows.filter(({ timestamp }) => timestamp < second(from));
      const [out, less] = [await newFolder(), await newFolder()];
      const { finished } = await writeTable(out, 'events', rows, format);
      const path = join(out, `events.${extensionOf(format)}`);
      const { mark, newest } = await markAt(
        { path, format, fields, earlier: finished, time: 'timestamp' },
        second(from),
      );
      expect(mark.row).toBe(before.length);
      expect(newest).toBe(before.at(-1)?.timestamp);
      if (format.kind !== 'ndjson') return;
      // Up to there the file is that of the earlier records alone.
      await writeTable(less, 'events', before, format);
      expect(mark.byte).toBe((await readFile(join(less, 'events.ndjson'))).length);
    });
    await fc.assert(property, { numRuns: 25 });
  });
});

it('in csv it is where a record begins, also behind line ends within cells', async () => {
  const out = await newFolder();
  const rows = [0, 1, 2].map((n) => ({ id: `e${n}`, componentType: 'a\r\n"b",\nc', timestamp: second(n) }));
  const format = { kind: 'csv', excel: true, gzip: true } as const;
  const { finished } = await writeTable(out, 'events', rows, format);
  const path = join(out, 'events.csv.gz');
  const { mark } = await markAt({ path, format, fields, earlier: finished, time: 'timestamp' }, second(1));
  let rest = '';
  for await (const chunk of contentOf(path, true, mark.byte)) rest += Buffer.from(chunk).toString();
  expect(rest.startsWith('e1,')).toBe(true);
});
