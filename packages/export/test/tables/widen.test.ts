import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Widener, type Width } from '../../src/tables/widen.ts';

const cell = fc.constantFrom('', 'a', '""', '"x,y"', '"one\ntwo"', '"say ""\n"""', '"\r\n"', 'é');

/** Lines whose number of cells only grows, and the text they make. */
const growing = fc
  .array(fc.array(cell, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 12 })
  .map((rows) => {
    let width = 1;
    return rows.map((cells) => {
      width = Math.max(width, cells.length);
      return [...cells, ...Array.from({ length: width - cells.length }, () => '')];
    });
  });

it('gives every line the cells it lacks, however the bytes are cut', () => {
  const property = fc.property(growing, fc.integer({ min: 1, max: 9 }), fc.nat(3), (lines, cut, more) => {
    const wanted = (lines.at(-1)?.length ?? 0) + more;
    const widths = widthsOf(lines);
    const widener = new Widener(widths, wanted);
    const bytes = Buffer.from(lines.map((cells) => `${cells.join(',')}\n`).join(''));
    let text = '';
    const wide: Buffer[] = [];
    for (let i = 0; i < bytes.length; i += cut)
      wide.push(Buffer.from(widener.widen(bytes.subarray(i, i + cut))));
    text = Buffer.concat(wide).toString('utf8');
    const expected = lines.map(
      (cells) => `${[...cells, ...Array(wanted - cells.length).fill('')].join(',')}\n`,
    );
    expect(text).toBe(expected.join(''));
  });
  fc.assert(property, { numRuns: 300 });
});

/** Where the number of cells grows; the header, record 0, is not among the lines. */
function widthsOf(lines: readonly (readonly string[])[]): Width[] {
  const widths: Width[] = [{ fromRecord: 0, cells: lines[0]?.length ?? 0 }];
  for (const [index, { length }] of lines.entries()) {
    if (length !== widths.at(-1)?.cells) widths.push({ fromRecord: index + 1, cells: length });
  }
  return widths;
}
