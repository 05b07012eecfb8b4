import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsvCells } from '../../src/report/read/csv-cells.ts';
import { parseNumber } from '../../src/report/read/parse-number.ts';
import { hostileText } from '../support.ts';

/** The bytes in pieces, each of which is overwritten before the next is given, as readers of files do. */
async function* pieces(text: string, size: number): AsyncGenerator<Uint8Array, void> {
  const bytes = Buffer.from(text);
  const buffer = Buffer.alloc(size);
  for (let from = 0; from < bytes.length; from += size) {
    const length = bytes.copy(buffer, 0, from, from + size);
    yield buffer.subarray(0, length);
    buffer.fill(0x2c);
  }
}

/** A lone surrogate has no bytes: a file holds U+FFFD for it. */
const asWritten = (text: string): string => Buffer.from(text).toString();

const quoted = (text: string): string =>
  text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

async function cellsOf(text: string, columns: readonly string[], size = 7) {
  const rows: (string | null)[][] = [];
  await readCsvCells(pieces(text, size), columns, (cells) => rows.push(columns.map((_, i) => cells.text(i))));
  return rows;
}

describe('cells of a CSV', () => {
  it('are what was written, whatever the texts and however the bytes are cut', async () => {
    const name = fc.uniqueArray(
      hostileText.map(asWritten).filter((text) => !text.startsWith('\ufeff')),
      { minLength: 1, maxLength: 5 },
    );
    const table = name.chain((names) =>
      fc.record({
        names: fc.constant(names),
        rows: fc.array(fc.array(hostileText, { minLength: names.length, maxLength: names.length }), {
          maxLength: 8,
        }),
        size: fc.integer({ min: 1, max: 40 }),
        end: fc.constantFrom('\n', '\r\n'),
        mark: fc.constantFrom('', '\ufeff'),
      }),
    );
    await fc.assert(
      fc.asyncProperty(table, async ({ names, rows, size, end, mark }) => {
        const lines = [names, ...rows].map((cells) => cells.map(quoted).join(',') + end);
        const wanted = [...names].reverse();
        const read = await cellsOf(mark + lines.join(''), wanted, size);
        expect(read).toEqual(rows.map((cells) => [...cells].reverse().map(asWritten)));
      }),
      { numRuns: 300 },
    );
  });

  it('of a column that is not there, and of a row that is too short, have no value', async () => {
    expect(await cellsOf('a,b\n1\n2,3\n', ['b', 'none', 'a'])).toEqual([
      [null, null, '1'],
      ['3', null, '2'],
    ]);
  });

  it('a last line without an end counts', async () => {
    expect(await cellsOf('a\n1\n2', ['a'])).toEqual([['1'], ['2']]);
  });

  it('the same text in other places is the same', async () => {
    const ids = Array.from({ length: 20_000 }, (_, i) => `u_${(i * 7919) % 6007}`);
    const rows = await cellsOf(`id\n${ids.join('\n')}\n`, ['id'], 1000);
    expect(rows.map(([id]) => id)).toEqual(ids);
  });
});

describe('numbers', () => {
  const parse = (text: string) => parseNumber(Buffer.from(` ${text},`), 1, 1 + Buffer.byteLength(text));

  it('are those that JSON would give', () => {
    const value = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer(),
      fc.constant(-0),
    );
    fc.assert(
      fc.property(value, (number) => {
        expect(parse(String(number))).toBe(Number(String(number)));
      }),
      { numRuns: 2000 },
    );
    const decimal = fc.tuple(fc.maxSafeInteger(), fc.integer({ min: 0, max: 12 }));
    fc.assert(
      fc.property(decimal, ([whole, digits]) => {
        const text = (whole / 10 ** digits).toFixed(digits);
        expect(parse(text)).toBe(Number(text));
      }),
      { numRuns: 2000 },
    );
  });

  it.each(['', '-', '.', 'x', '1x', '1,2', '--1', '1.2.3', 'NaN', 'Infinity', '1e999'])(
    '%j is none',
    (text) => {
      expect(parse(text)).toBeNull();
    },
  );
});
