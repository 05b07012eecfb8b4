import fc from 'fast-check';
import { expect, test } from 'vitest';
import { folderName } from '../../src/index.ts';

test.each([
  ['exp_film26', 'exp_film26'],
  ['../../etc', '______etc'],
  ['C:\\Users', 'C__Users'],
  ['a/b', 'a_b'],
  ['study.', 'study_'],
  ['study ', 'study_'],
  ['CON', '_CON'],
  ['lpt1', '_lpt1'],
  ['com¹', '_com¹'],
  ['conference', 'conference'],
  ['.', '_'],
  ['', '_'],
  ['Zoe\u0308', 'Zoë'],
])('%j is %j', (id, name) => {
  expect(folderName(id)).toBe(name);
});

test('any id is one folder on any system', () => {
  const id = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({ unit: fc.constantFrom('李', '𝒳', 'x', '.'), minLength: 20, maxLength: 200 }),
    fc.constantFrom('nul', 'AUX', 'Com9', 'LPT³', '..', 'a:b', 'a\0'),
  );
  fc.assert(
    fc.property(id, (text) => {
      const name = folderName(text);
      expect(name).toMatch(/^[\p{L}\p{N}_-]+$/u);
      expect(name).not.toMatch(/^(con|prn|aux|nul|(com|lpt)[\d¹²³])$/i);
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(101);
      expect(name).not.toMatch(/\p{Surrogate}/u);
    }),
    { numRuns: 500 },
  );
});
