import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Finder, foldText, type Pattern } from '../../src/privacy/finder.ts';

const finderOf = (...texts: string[]) => {
  const finder = new Finder<Pattern>();
  for (const text of texts) finder.add({ kind: 'name', text, match: 'folded' });
  return finder;
};
const found = (pattern: string, text: string) =>
  finderOf(pattern)
    .find(text)
    .map(({ start, end }) => text.slice(start, end));

describe('a name is found', () => {
  it.each([
    ['Zoë', 'zoe'],
    ['Zoë', 'ZOË'],
    ['Zoë', 'Zoe\u0308'],
    ['Zoë', 'Zo%C3%AB'],
    ['Zoë', 'Zo%25C3%25AB'],
    ['Zoë', 'Zo\\u00eb'],
    ['Zoë', '\\\\u005a\\\\u006f\\\\u00eb'],
    ['Zoë', 'Zo&#235;'],
    ['Zoë', 'Zo&#xEB;'],
    ['Zoë', 'Zo&euml;'],
    ['Zoë', 'Zo&amp;#235;'],
    ['Zoë', 'Z\u200bo\u00adë'],
    ['Zoë', 'Ｚｏë'],
    ['Straße Weiß', 'STRASSE WEISS'],
    ["Bart O'Grady", 'bart_o_grady'],
    ["Bart O'Grady", 'Bart%20O%27Grady'],
    ["Bart O'Grady", 'Bart+O’Grady'],
    ['Viewer "Ö", 2', 'Viewer ""Ö"", 2'],
    ['Viewer "Ö", 2', 'Viewer \\"Ö\\", 2'],
    ['𝔘nicode', 'unicode'],
    ['𠮷野家', '𠮷野家'],
    ['𠮷野家', '\\ud842\\udfb7野家'],
  ])('%s as %s', (pattern, text) => {
    expect(found(pattern, text)).toEqual([text]);
    expect(found(pattern, `a ${text}!`)).toEqual([text]);
  });

  it.each([
    ['Nina', '"C:\\nina\\x"', 'nina'],
    ['Anna', 'x\\nAnna', 'Anna'],
    ['佐藤', 'これは佐藤です', '佐藤'],
    ['Anna', '我叫Anna你好', 'Anna'],
    ['u_ada91', 'evt_u_ada91_7', 'u_ada91'],
  ])('%s in %s', (pattern, text, hit) => expect(found(pattern, text)).toEqual([hit]));

  it.each([
    ['Anna', 'Annabel'],
    ['Anna', 'Susanna'],
    ['u_1', 'u_12'],
    ['Anna', 'Annaé'],
    ['Anna', 'Anna%C3%A9'],
    ['Anna Bo', 'Anna"},{"Bo'],
  ])('%s, but not in %s', (pattern, text) => expect(found(pattern, text)).toEqual([]));

  it('the longest first, none inside another', () => {
    const finder = finderOf('Ada', 'Ada Byron', 'Byron', 'ada@byron.example');
    const text = 'Ada Byron, Byron, Ada, ada@byron.example.';
    expect(finder.find(text).map(({ pattern }) => pattern.text)).toEqual([
      'Ada Byron',
      'Byron',
      'Ada',
      'ada@byron.example',
    ]);
  });

  it('exact ones in their own case only, unless told otherwise', () => {
    const finder = new Finder<Pattern>();
    finder.add({ kind: 'name', text: 'Al', match: 'exact' });
    expect(finder.find('al AL Al Alan pal').map(({ start }) => start)).toEqual([6]);
    expect(finder.find('al AL Al', true)).toHaveLength(3);
  });
});

const hostile = fc.string({ unit: 'grapheme', maxLength: 12 });
const awkward = fc.constantFrom(
  '%',
  '%2',
  '\\',
  '\\u',
  '\\n',
  '&',
  '&#',
  '&amp;',
  '\u0308',
  '\u200b',
  '"',
  "'",
  ',',
  '\ud800',
  ' ',
  '_',
  '+',
  '%25',
);
const text = fc.array(fc.oneof(hostile, awkward), { maxLength: 12 }).map((parts) => parts.join(''));

describe('whatever the name and what stands around it', () => {
  it('it is found between spaces, also encoded', () => {
    fc.assert(
      fc.property(hostile, text, text, (name, before, after) => {
        fc.pre(foldText(name).length > 0 && !/\p{Cs}/u.test(name));
        const finder = finderOf(name);
        const inside = (form: string) =>
          finder.find(`${before} ${form} ${after}`).some(({ start, end }) => {
            // It may begin with what stands before, where that ends in the same letters.
            const place = before.length + 1;
            return start <= place + form.length && end >= place;
          });
        expect(inside(name)).toBe(true);
        expect(inside(name.normalize('NFD'))).toBe(true);
        expect(inside(encodeURIComponent(name))).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('hits are in order, inside the text and apart', () => {
    fc.assert(
      fc.property(fc.array(hostile, { maxLength: 8 }), text, (names, haystack) => {
        let end = 0;
        for (const hit of finderOf(...names).find(haystack)) {
          expect(hit.start).toBeGreaterThanOrEqual(end);
          expect(hit.end).toBeGreaterThan(hit.start);
          end = hit.end;
        }
        expect(end).toBeLessThanOrEqual(haystack.length);
      }),
      { numRuns: 2_000 },
    );
  });
});
