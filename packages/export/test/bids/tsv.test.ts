import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { snakeCase } from '../../src/bids/columns.ts';
import { missing, secondsCell, tsvCell, tsvTable } from '../../src/bids/tsv.ts';
import { hostileText } from '../support.ts';

const value = fc.oneof(
  hostileText,
  fc.constantFrom('a\tb', '\u2028', 'n/a', ' ', '"quoted" start', '"'),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.constant(undefined),
  fc.jsonValue(),
);

/** Somebody else's reader of TSV, with quotes as pandas and R take them. */
const read = (text: string): string[][] =>
  parse(text, { delimiter: '\t', record_delimiter: '\n', relax_quotes: true });

const plain = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

describe('a TSV cell', () => {
  it('is never empty and holds no end of a cell or line', () => {
    fc.assert(
      fc.property(value, (one) => {
        const cell = tsvCell(one);
        expect(cell).not.toMatch(/^\s*$|[\p{Cc}\u2028\u2029]/u);
      }),
    );
  });

  it('reads back as the text, but for ends of lines and white space around it', () => {
    fc.assert(
      fc.property(fc.array(hostileText, { minLength: 1 }), (texts) => {
        const lines = read(tsvTable(['a', 'b'], [texts.slice(0, 2).concat('x', 'x').slice(0, 2)]));
        const expected = texts.slice(0, 2).concat('x', 'x').slice(0, 2);
        expect(lines[1]).toEqual(expected.map((text) => plain(text) || missing));
      }),
    );
  });

  it('of what is no number or no value is n/a', () => {
    expect([null, undefined, Number.NaN, Number.POSITIVE_INFINITY, '', ' \n'].map(tsvCell)).toEqual(
      Array.from({ length: 6 }, () => 'n/a'),
    );
    expect([0, false, {}, []].map(tsvCell)).toEqual(['0', 'false', '{}', '[]']);
  });

  it('has milliseconds as seconds', () => {
    expect([105_250, -377_590, 0, 'soon', null].map(secondsCell)).toEqual([
      '105.25',
      '-377.59',
      '0',
      'soon',
      'n/a',
    ]);
  });
});

describe('a column name', () => {
  it.each([
    ['stimulusTime', 'stimulus_time'],
    ['sparseRatingData_videoId', 'sparse_rating_data_video_id'],
    ['__proto__', 'proto'],
    ['größe (cm)', 'größe_cm'],
    ['\t', 'column'],
  ])('%s is %s', (name, expected) => {
    expect(snakeCase(name)).toBe(expected);
  });
});
