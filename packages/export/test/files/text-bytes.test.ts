import fc from 'fast-check';
import { expect, it } from 'vitest';
import { putNumber } from '../../src/files/number-bytes.ts';
import { TextBytes } from '../../src/files/text-bytes.ts';
import { putText } from '../../src/tables/csv-cells.ts';
import { hostileText } from '../support.ts';

/** Numbers as data has them: whole, with few decimals, and any. */
const number = fc.oneof(
  fc.integer(),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true }),
  fc.float({ noNaN: true }),
  fc
    .tuple(fc.integer({ min: -2_000_000_000, max: 2_000_000_000 }), fc.integer({ min: 0, max: 9 }))
    .map(([digits, decimals]) => digits / 10 ** decimals),
  fc.maxSafeInteger().map((digits) => digits / 1_000_000),
  fc.constantFrom(0, -0, 2 ** 31, -(2 ** 31), 2 ** 31 - 1, 999_999_999.999_999, 1_000_000_000.5, 1e-6, 1e-7),
);

it('numbers are written as String() writes them', () => {
  const property = fc.property(number, (value) => {
    const to = new TextBytes(1);
    putNumber(to, value);
    expect(to.bytes.toString()).toBe(String(value));
  });
  fc.assert(property, { numRuns: 20_000 });
});

it('texts are cells by RFC 4180, one after the other, as UTF-8', () => {
  const text = fc.oneof(
    hostileText,
    fc.string({ unit: 'binary' }),
    fc.string(),
    fc.string({ unit: 'grapheme-ascii' }),
  );
  const property = fc.property(fc.array(text), (texts) => {
    const to = new TextBytes(1);
    for (const each of texts) putText(to, each);
    const cells = texts.map((each) =>
      each === '' || /[",\r\n]/.test(each) ? `"${each.replaceAll('"', '""')}"` : each,
    );
    expect(to.bytes).toEqual(Buffer.concat(cells.map((cell) => Buffer.from(cell))));
  });
  fc.assert(property, { numRuns: 2000 });
});
